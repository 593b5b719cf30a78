import Replica
import Testing

@Suite struct TypedTransactionTests {
    @Test func `an update writes only the fields that differ, and counters by their difference`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01", stock: 10)
        _ = try await till.node.write { try $0.insert(item) }
        let start = try await till.node.feedPosition()
        _ = try await till.node.write { tx in
            try tx.update(Item.self, item.id) {
                $0.sku = "PEN-01"
                $0.threshold = 7
                $0.stock -= 3
                $0.note = "blue"
            }
        }
        #expect(
            try await till.written(after: start) == ["note=text(\"blue\")", "stock=integer(7)", "threshold=integer(7)"])
        let unchanged = try await till.node.write { try $0.update(Item.self, item.id) { $0.threshold = 7 } }
        #expect(unchanged.feedSeq == 0)
        let cleared = try await till.node.feedPosition()
        _ = try await till.node.write { try $0.update(Item.self, item.id) { $0.note = nil } }
        #expect(try await till.written(after: cleared) == ["note=null"])
        #expect(try await till.node.read { try $0.get(Item.self, item.id)?.note } == nil)
        await till.node.close()
    }

    @Test func `counters add up and can't be assigned`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01", stock: 10)
        _ = try await till.node.write { tx in
            try tx.insert(item)
            try tx.update(Item.self, item.id) { $0.stock += 5 }
            try tx.update(Item.self, item.id) { $0.stock -= 1 }
            #expect(try tx.get(Item.self, item.id)?.stock == 14)
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    _ = try? await till.node.write { try $0.update(Item.self, item.id) { $0.stock += 2 } }
                }
            }
        }
        #expect(try await till.node.read { try $0.get(Item.self, item.id)?.stock.value } == 54)
        let assigned = await refusal(till.node) { try $0.update(Item.self, item.id) { $0.stock = 9 } }
        #expect(assigned?.contains("+= and -=") == true)
        let large = await refusal(till.node) { try $0.update(Item.self, item.id) { $0.stock += .max } }
        #expect(large?.contains("2^40") == true)
        #expect(try await till.node.read { try $0.get(Item.self, item.id)?.stock } == 54)
        await till.node.close()
    }

    @Test func `fields and members that an older program does not know survive its update`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01", stock: 3)
        _ = try await till.node.write { try $0.insert(item) }
        _ = try await till.node.write { tx in
            try tx.set(item.reference(in: .shop), "colour", to: .text("blue"))
            try tx.update(OldItem.self, item.id) {
                $0.sku = "PEN-02"
                $0.price.minor = 175
            }
        }
        let (now, colour) = try await till.node.read { snapshot in
            (try snapshot.get(Item.self, item.id), snapshot.document(item.reference(in: .shop))?["colour"])
        }
        #expect(now?.sku == "PEN-02")
        #expect(now?.price == Price(minor: 175, currency: "EUR"))
        #expect(now?.stock == 3)
        #expect(colour == .text("blue"))
        await till.node.close()
    }

    @Test func `a state machine is moved and never assigned`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01")
        _ = try await till.node.write { try $0.insert(item) }
        let before = try #require(try await till.node.read { try $0.get(Item.self, item.id) })
        #expect(before.stage.state == .planned)

        let assigned = await refusal(till.node) {
            try $0.update(Item.self, item.id) { $0.stage = MachineState(.offered) }
        }
        #expect(assigned?.contains("`move`") == true)
        let late = Item(sku: "x", name: Kept("x"), price: before.price, stage: MachineState(.gone))
        #expect(await refusal(till.node) { try $0.insert(late) }?.contains("starts as planned") == true)
        #expect(await refusal(till.node) { try $0.move(item, \.stage, to: .offered) }?.contains("not read") == true)

        _ = try await till.node.write { try $0.move(Item.self, item.id, \.stage, to: .offered) }
        #expect(try await till.node.read { try $0.get(Item.self, item.id)?.stage.state } == .offered)
        await #expect(throws: ReplicaError.refused("stage does not go from offered to planned")) {
            _ = try await till.node.write { try $0.move(Item.self, item.id, \.stage, to: .planned) }
        }
        let seen = try #require(try await till.node.read { try $0.get(Item.self, item.id) })
        _ = try await till.node.write { try $0.move(seen, \.stage, to: .gone) }
        await #expect(throws: ReplicaError.stale(field: "stage", state: "gone")) {
            _ = try await till.node.write { try $0.move(seen, \.stage, to: .gone) }
        }
        await till.node.close()
    }

    /// The same collection, with the machine as a plain enum.
    private struct PlainStage: Document {
        static let collection = "item"
        var id = DocumentID()
        var sku = "x"
        var stage = Stage.planned
        var stock: Int?
    }

    @Test func `a plain property over a machine or a counter can be read and not written`() async throws {
        let till = try await TypedNode()
        let item = PlainStage()
        _ = try await till.node.write { tx in
            try tx.insert(item)
            try tx.move(Item.reference(item.id), "stage", to: "offered")
            try tx.add(Item.reference(item.id), "stock", 4)
        }
        let read = try await till.node.read { try $0.get(PlainStage.self, item.id) }
        #expect(read?.stage == .offered)
        #expect(read?.stock == 4)
        let stage = await refusal(till.node) { try $0.update(PlainStage.self, item.id) { $0.stage = .gone } }
        #expect(stage?.contains("`move`") == true)
        let stock = await refusal(till.node) { try $0.update(PlainStage.self, item.id) { $0.stock = 5 } }
        #expect(stock?.contains("make the property a Counter") == true)
        await till.node.close()
    }

    @Test func `kept losers are shown until somebody settles on a value`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01")
        let reference = item.reference(in: .shop)
        let unseen = try #require(SeenEntries(token: "00"))
        _ = try await till.node.write { try $0.insert(item) }
        // Writes that saw nothing of each other, as two nodes make them while apart.
        _ = try await till.node.write { try $0.set(reference, "name", to: .text("Biro"), seen: unseen) }
        _ = try await till.node.write { try $0.set(reference, "name", to: .integer(4), seen: unseen) }
        _ = try await till.node.write { try $0.set(reference, "name", to: .text("Ballpoint"), seen: unseen) }
        let contested = try #require(try await till.node.read { try $0.get(Item.self, item.id) })
        #expect(contested.name.value == "Ballpoint")
        #expect(Set(contested.name.losers) == ["Item PEN-01", "Biro"])
        #expect(contested.name.unreadableLosers == 1)

        let same = try await till.node.write { try $0.update(Item.self, item.id) { $0.name.value = "Ballpoint" } }
        #expect(same.feedSeq == 0)
        _ = try await till.node.write { try $0.update(Item.self, item.id) { $0.name.settle(on: "Ballpoint") } }
        let settled = try #require(try await till.node.read { try $0.get(Item.self, item.id) })
        #expect(settled.name == Kept("Ballpoint"))
        #expect(!settled.name.isContested)
        #expect(try await till.node.read { $0.document(reference)?.conflicts } == [])
        await till.node.close()
    }

    @Test func `an id is used once`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01")
        _ = try await till.node.write { try $0.insert(item) }
        #expect(await refusal(till.node) { try $0.insert(item) }?.contains("already") == true)
        let other = await refusal(till.node) { try $0.update(Item.self, item.id) { $0.id = "other" } }
        #expect(other?.contains("never changes") == true)
        let counts = try await till.node.write { tx in
            [try tx.delete(Item.self, item.id), try tx.delete(Item.self, item.id), try tx.delete(Item.self, "none")]
        }
        #expect(counts.value == [true, false, false])
        #expect(try await till.node.read { try $0.get(Item.self, item.id)?.id } == nil)
        #expect(await refusal(till.node) { try $0.insert(item) }?.contains("was deleted") == true)
        #expect(
            await refusal(till.node) { try $0.update(Item.self, item.id) { _ in } }?.contains("There is no") == true)
        await till.node.close()
    }

    @Test func `a refused update leaves the transaction as it was`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01", stock: 1)
        _ = try await till.node.write { tx in
            try tx.insert(item)
            #expect(throws: ReplicaError.self) {
                try tx.update(Item.self, item.id) {
                    $0.note = "half"
                    $0.sku = "half"
                    $0.stock += 1 << 41
                }
            }
            #expect(throws: CancellationError.self) {
                try tx.update(Item.self, item.id) {
                    $0.note = "half"
                    throw CancellationError()
                }
            }
            let now = try tx.get(Item.self, item.id)
            #expect(now?.note == nil && now?.sku == "PEN-01" && now?.stock == 1)
            let other = Item.sample("PEN-03", stock: 1 << 41)
            #expect(throws: ReplicaError.self) { try tx.insert(other) }
            #expect(try tx.get(Item.self, other.id)?.sku == nil)
            try tx.update(Item.self, item.id) { $0.sku = "PEN-02" }
        }
        let read = try await till.node.read { try $0.get(Item.self, item.id) }
        #expect(read?.sku == "PEN-02" && read?.note == nil && read?.stock == 1)
        await till.node.close()
    }

    private struct Renewed: Document {
        static let collection = "item"
        static let template: Renewed? = Renewed(sku: "", weight: 10, unit: "g")
        var id = DocumentID()
        var sku: String
        var weight: Int
        var unit: String?
    }

    private struct Unprepared: Document {
        static let collection = "item"
        var id = DocumentID()
        var weight: Int
    }

    @Test func `a template lends what older documents lack, and writes nothing`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01")
        _ = try await till.node.write { try $0.insert(item) }
        let renewed = try await till.node.read { try $0.get(Renewed.self, item.id) }
        #expect(renewed?.sku == "PEN-01" && renewed?.weight == 10 && renewed?.unit == "g")
        let start = try await till.node.feedPosition()
        _ = try await till.node.write { try $0.update(Renewed.self, item.id) { $0.unit = nil } }
        #expect(try await till.written(after: start) == ["unit=null"])
        #expect(try await till.node.read { try $0.get(Renewed.self, item.id)?.unit } == nil)

        let (found, unreadable) = try await till.node.read { try $0.readable(Unprepared.self) }
        #expect(found.isEmpty)
        #expect(unreadable.map(\.reference) == [item.reference(in: .shop)])
        #expect("\(unreadable[0].error)".hasSuffix("can't be read as Unprepared: weight: it is missing"))
        await #expect(throws: unreadable[0].error) { try await till.node.read { try $0.all(Unprepared.self).count } }
        await till.node.close()
    }

    @Test func `a write without a result is done once under its operation`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("PEN-01")
        _ = try await till.node.write { try $0.insert(item) }
        let operation = till.node.newOperation()
        for attempt in 0..<3 {
            let receipt = try await till.node.write(operation: operation) {
                try $0.update(Item.self, item.id) { $0.stock += 1 }
            }
            #expect(receipt.isRepetition == (attempt > 0))
        }
        #expect(try await till.node.read { try $0.all(Item.self).map(\.stock) } == [1])
        await till.node.close()
    }
}

extension Item {
    static func reference(_ id: DocumentID) -> DocumentReference { DocumentReference(.shop, collection, id.text) }
}
