import Replica
import Testing

@Suite(.timeLimit(.minutes(1))) struct TypedReplicationTests {
    @Test func `concurrent updates of one document merge property by property`() async throws {
        let till = try await TypedNode()
        let (a, item) = (till.node, Item.sample("PEN-01", stock: 10))
        try await a.write { try $0.insert(item) }
        try await a.start(TwoNodeTests.quiet)
        let link = try await a.invite(.admin).link
        let b = try await Node.join(link, at: till.scratch.directory("b"), schema: .typed, name: "Till 2")
        try await b.start(TwoNodeTests.quiet)
        var updates = b.observe(Item.self).makeAsyncIterator()
        while let matches = try await updates.next() { if !matches.all.isEmpty { break } }

        try await a.stop()
        try await a.write { tx in
            try tx.update(Item.self, item.id) {
                $0.threshold = 7
                $0.stock -= 1
                $0.name.value = "Biro"
            }
        }
        try await b.write { tx in
            try tx.update(Item.self, item.id) {
                $0.note = "blue"
                $0.stock -= 1
                $0.name.value = "Ballpoint"
            }
        }
        // Where A listens now, B can't know.
        let port = try await a.start(TwoNodeTests.quiet)
        try await b.connect(to: "127.0.0.1:\(port)")
        var merged: Item?
        while let matches = try await updates.next() {
            merged = matches.documents.first
            if merged?.stock == 8 { break }
        }
        #expect(merged?.threshold == 7 && merged?.note == "blue")
        #expect(merged?.name.losers.count == 1)
        #expect(merged.map { Set($0.name.losers + [$0.name.value]) } == ["Biro", "Ballpoint"])
        try await eventually("A shows the same") {
            let there = try await a.read { try $0.get(Item.self, item.id) }
            return there?.stock == 8 && there?.name == merged?.name && there?.note == "blue"
        }
        await b.close()
        await a.close()
    }
}
