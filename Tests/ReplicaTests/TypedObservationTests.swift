import Observation
import Replica
import Testing

private struct Slip: Document {
    static let collection = "slip"
    var id = DocumentID()
    var text: String
}

@Suite(.timeLimit(.minutes(1))) struct TypedObservationTests {
    /// What a value says, by the items' names.
    private func names(_ matches: [Match<Item>]) -> [String] { matches.map(\.document.sku).sorted() }

    @Test func `the present state comes at once, then what appears, changes and disappears`() async throws {
        let till = try await TypedNode()
        let node = till.node
        let (low, high) = (Item.sample("LOW", stock: 1), Item.sample("HIGH", stock: 9))
        _ = try await node.write { tx in
            try tx.insert(low)
            try tx.insert(high)
        }
        var updates = node.observe(Item.self, where: { $0.stock.value <= $0.threshold }).makeAsyncIterator()
        let first = try #require(try await updates.next())
        #expect(names(first.all) == ["LOW"] && names(first.appeared) == ["LOW"])
        #expect(first.changed.isEmpty && first.disappeared.isEmpty && first.documents.count == 1)

        _ = try await node.write { try $0.update(Item.self, high.id) { $0.note = "still high" } }
        _ = try await node.write { try $0.update(Item.self, high.id) { $0.stock -= 5 } }
        let second = try #require(try await updates.next())
        #expect(names(second.all) == ["HIGH", "LOW"] && names(second.appeared) == ["HIGH"])
        #expect(second.changed.isEmpty && second.disappeared.isEmpty)
        #expect(second.all.map(\.reference) == second.all.map(\.reference).sorted())

        _ = try await node.write { tx in
            try tx.update(Item.self, low.id) { $0.note = "soon" }
            try tx.delete(Item.self, high.id)
        }
        let third = try #require(try await updates.next())
        #expect(names(third.changed) == ["LOW"] && names(third.disappeared) == ["HIGH"])
        #expect(third.appeared.isEmpty && names(third.all) == ["LOW"])

        _ = try await node.write { try $0.update(Item.self, low.id) { $0.stock += 40 } }
        let fourth = try #require(try await updates.next())
        #expect(names(fourth.disappeared) == ["LOW"] && fourth.all.isEmpty)
        let last = try await node.feedPosition()
        #expect(fourth.feedSeq == last)
        await node.close()
    }

    @Test func `an observation of nothing begins with an empty value`() async throws {
        let till = try await TypedNode()
        for try await matches in till.node.observe(Item.self) {
            #expect(matches.all.isEmpty)
            break
        }
        await till.node.close()
    }

    @Test func `a reader that was busy during a thousand writes gets them in one value`() async throws {
        let till = try await TypedNode()
        let node = till.node
        let items = (0..<10).map { Item.sample("I\($0)") }
        _ = try await node.write { tx in for item in items.dropLast() { try tx.insert(item) } }
        var updates = node.observe(Item.self).makeAsyncIterator()
        _ = try await updates.next()
        try await write(1_000, to: items, node)
        let value = try #require(try await updates.next())
        #expect(value.documents.map(\.stock.value).reduce(0, +) == 1_000)
        #expect(names(value.appeared) == ["I9"] && value.changed.count == 9)
        await node.close()
    }

    @Test func `a reader during a thousand quick writes loses none of them`() async throws {
        let till = try await TypedNode()
        let node = till.node
        let items = (0..<10).map { Item.sample("I\($0)") }
        _ = try await node.write { tx in for item in items.dropLast() { try tx.insert(item) } }
        let reader = Task {
            var held: [DocumentReference: Int] = [:]
            var values = 0
            for try await matches in node.observe(Item.self) {
                values += 1
                for match in matches.appeared {
                    #expect(held.updateValue(match.document.stock.value, forKey: match.reference) == nil)
                }
                for match in matches.changed {
                    #expect(held.updateValue(match.document.stock.value, forKey: match.reference) != nil)
                }
                for match in matches.disappeared { #expect(held.removeValue(forKey: match.reference) != nil) }
                #expect(
                    held
                        == Dictionary(uniqueKeysWithValues: matches.all.map { ($0.reference, $0.document.stock.value) })
                )
                if held.values.reduce(0, +) == 1_000 { break }
            }
            return values
        }
        try await write(1_000, to: items, node)
        #expect(try await reader.value <= 1_002)
        await node.close()
    }

    /// Adds one to an item, so many times; the last item is inserted on the way.
    private func write(_ count: Int, to items: [Item], _ node: Node) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<count {
                group.addTask {
                    let item = items[index % items.count]
                    _ = try await node.write { tx in
                        if try tx.get(Item.self, item.id) == nil { try tx.insert(item) }
                        try tx.update(Item.self, item.id) { $0.stock += 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `a transaction is seen whole`() async throws {
        let till = try await TypedNode()
        let node = till.node
        let (left, right) = (Item.sample("L", stock: 100), Item.sample("R"))
        _ = try await node.write { tx in
            try tx.insert(left)
            try tx.insert(right)
        }
        let reader = Task {
            for try await matches in node.observe(Item.self) {
                #expect(matches.documents.map(\.stock.value).reduce(0, +) == 100)
                if matches.documents.contains(where: { $0.stock == 0 && $0.sku == "L" }) { return true }
            }
            return false
        }
        for _ in 0..<100 {
            _ = try await node.write { tx in
                try tx.update(Item.self, left.id) { $0.stock -= 1 }
                try tx.update(Item.self, right.id) { $0.stock += 1 }
            }
        }
        #expect(try await reader.value)
        await node.close()
    }

    @Test func `several observers each get their own values`() async throws {
        let till = try await TypedNode()
        let node = till.node
        let item = Item.sample("A")
        _ = try await node.write { try $0.insert(item) }
        var all = node.observe(Item.self).makeAsyncIterator()
        var many = node.observe(Item.self, where: { $0.stock.value > 5 }).makeAsyncIterator()
        var views = node.observe(collection: "item", in: .shop, where: { $0.level("stock") > 5 }).makeAsyncIterator()
        var elsewhere = node.observe(collection: "item", in: .staff).makeAsyncIterator()
        #expect(try await all.next()?.all.count == 1)
        #expect(try await many.next()?.all.count == 0)
        #expect(try await views.next()?.all.count == 0)
        #expect(try await elsewhere.next()?.all.count == 0)
        _ = try await node.write { try $0.update(Item.self, item.id) { $0.stock += 6 } }
        #expect(try await all.next()?.changed.count == 1)
        #expect(try await many.next()?.appeared.count == 1)
        #expect(try await views.next()?.appeared.first?.document["sku"] == .text("A"))
        await node.close()
        #expect(try await elsewhere.next() == nil)
    }

    @Test func `documents of all spaces are observed with their spaces`() async throws {
        let till = try await TypedNode()
        let spaces = ["1", "2"].map { Space.customer(CustomerSpaceID(String(repeating: $0, count: 32))!) }
        _ = try await till.node.write { tx in
            for space in spaces { try tx.insert(Slip(id: "s", text: "\(space)"), in: space) }
        }
        var all = till.node.observe(Slip.self).makeAsyncIterator()
        var one = till.node.observe(Slip.self, in: spaces[1]).makeAsyncIterator()
        let first = try #require(try await all.next())
        #expect(first.all.map(\.reference.space) == spaces && first.documents.map(\.text) == spaces.map(\.description))
        #expect(try await one.next()?.documents.map(\.text) == ["\(spaces[1])"])
        await till.node.close()
    }

    @Test func `a document that can't be read is told of and hides no other`() async throws {
        let till = try await TypedNode()
        let node = till.node
        let good = Item.sample("A")
        let bad = DocumentReference(.shop, "item", "bad")
        _ = try await node.write { tx in
            try tx.insert(good)
            try tx.set(bad, "sku", to: .integer(3))
        }
        var updates = node.observe(Item.self).makeAsyncIterator()
        let first = try #require(try await updates.next())
        #expect(names(first.all) == ["A"] && first.unreadable.map(\.reference) == [bad])
        _ = try await node.write { try $0.delete(bad) }
        let second = try #require(try await updates.next())
        #expect(names(second.all) == ["A"] && second.unreadable.isEmpty && second.appeared.isEmpty)
        await node.close()
    }

    @Test func `it ends when the node closes and fails if it was closed before`() async throws {
        let till = try await TypedNode()
        let node = till.node
        let began = AsyncStream<Void>.makeStream()
        let reader = Task {
            var count = 0
            for try await _ in node.observe(Item.self) {
                count += 1
                began.continuation.yield()
            }
            return count
        }
        for await _ in began.stream { break }
        await node.close()
        #expect(try await reader.value == 1)
        await #expect(throws: ReplicaError.closed) { for try await _ in node.observe(Item.self) {} }
    }

    @Test func `cancelling its task ends it and lets the node go`() async throws {
        let scratch = Scratch()
        weak var released: Node?
        do {
            let (node, _) = try await Node.found(at: scratch.directory("a"), schema: .typed, name: "Till 1")
            released = node
            let began = AsyncStream<Void>.makeStream()
            let reader = Task { [updates = node.observe(Item.self)] in
                for try await _ in updates { began.continuation.yield() }
                return Task.isCancelled
            }
            for await _ in began.stream { break }
            reader.cancel()
            #expect(try await reader.value)
        }
        for _ in 0..<100_000 where released != nil { await Task.yield() }
        #expect(released == nil)
    }

    @MainActor @Test func `a live query shows the latest state and ends when it is freed`() async throws {
        let till = try await TypedNode()
        let item = Item.sample("A")
        var query: LiveQuery? = LiveQuery(till.node.observe(Item.self))
        await until { query?.latest != nil }
        #expect(query?.documents.isEmpty == true)
        _ = try await till.node.write { try $0.insert(item) }
        await until { query?.documents.count == 1 }
        weak let freed = query
        query = nil
        #expect(freed == nil)

        let other = LiveQuery(till.node.observe(Item.self))
        await until { other.documents.count == 1 }
        await till.node.close()
        await until { other.isOver }
        #expect(other.failure == nil)
        let late = LiveQuery(till.node.observe(Item.self))
        await until { late.isOver }
        #expect(late.failure == .closed)
    }

    /// Waits until a condition on observable properties holds.
    @MainActor private func until(_ condition: @escaping @MainActor () -> Bool) async {
        while !condition() {
            await withCheckedContinuation { continuation in
                withObservationTracking {
                    _ = condition()
                } onChange: {
                    continuation.resume()
                }
            }
        }
    }
}
