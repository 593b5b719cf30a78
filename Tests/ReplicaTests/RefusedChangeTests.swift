import Replica
import ReplicaCrypto
import ReplicaStorage
import Testing

@Suite struct RefusedChangeTests {
    @Test func `what broke a rule is told with its author, the reason and what it was about`() async throws {
        let scratch = Scratch()
        let directory = scratch.directory("a")
        let (node, _) = try await Node.found(at: directory, schema: .test, name: "Till 1")
        let pen = DocumentReference(.shop, "product", "pen")
        _ = try await node.write { tx in
            try tx.set(pen, "sku", to: .text("PEN-01"))
            return 0
        }
        _ = try await node.write(as: "Ben") { tx in
            try tx.set(pen, "sku", to: .text("PEN-02"))
            return 0
        }
        #expect(try await node.refusedChanges(limit: 10).isEmpty)
        await node.close()

        // An honest node writes nothing that breaks a rule: the last change gets that verdict in the log itself.
        let file = try StorageFile.open(directory: directory) { Array(sha256($0).prefix(16)) }
        var last = try #require(try file.deltasInOrder(after: 0, limit: PageLimit(rows: 100)).last)
        let hash = last.hash
        last.order += 1
        last.verdict = 1
        last.note = Array("its author's role may not write sku".utf8)
        try file.commit(StorageBatch(removedDeltas: [hash], deltas: [last]), durable: true)
        file.close()

        let again = try await Node.open(at: directory, schema: .test)
        let refused = try await again.refusedChanges(limit: 10)
        #expect(refused.map(\.documents) == [[pen]])
        #expect(refused.map(\.reason) == ["its author's role may not write sku"])
        #expect(refused.map(\.user) == ["Ben"] && refused.map(\.node) == [again.id])
        #expect(try await again.refusedChanges(limit: 1).count == 1)
        await again.close()
    }
}
