import Foundation
import Replica
import Testing

@Suite struct LocalNodeTests {
    @Test func `a node keeps what it has acknowledged over a restart`() async throws {
        let scratch = Scratch()
        let (node, code) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        #expect(RecoveryCode(code.description) == code)
        let pen = DocumentReference(.shop, "product", "pen")
        let receipt = try await node.write { tx in
            try tx.set(pen, "sku", to: .text("PEN-01"))
            try tx.add(pen, "stock", 40)
            return "done"
        }
        #expect(receipt.value == "done")
        _ = try await node.write { tx in
            try tx.add(pen, "stock", -3)
            return 0
        }
        await node.close()

        let again = try await Node.open(at: scratch.directory("a"), schema: .test)
        let found = try await again.read { snapshot in
            (snapshot.document(pen)?.level("stock"), snapshot.lookup("product", "sku", .text("PEN-01")).map(\.id))
        }
        #expect(found.0 == 37)
        #expect(found.1 == ["pen"])
        _ = try await again.write { tx in
            try tx.add(pen, "stock", 1)
            return 0
        }
        #expect(try await again.read { $0.document(pen)?.level("stock") } == 38)
        await again.close()
    }

    @Test func `what a transaction has written shows the transaction's time`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        let pen = DocumentReference(.shop, "product", "pen")
        for _ in 0..<2 {
            let receipt = try await node.write { tx in
                try tx.add(pen, "stock", 1)
                return [tx.nowMicroseconds, tx.document(pen)?.changedAtMicroseconds ?? 0]
            }
            #expect(receipt.value[0] == receipt.value[1] && receipt.value[0] > 0)
        }
        await node.close()
    }

    @Test func `a second node on one directory is refused`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        await #expect(throws: ReplicaError.self) { try await Node.open(at: scratch.directory("a"), schema: .test) }
        await node.close()
    }

    @Test func `a transaction that throws or breaks a rule changes nothing`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        let space = Space.customer(CustomerSpaceID("0123456789abcdef0123456789abcdef")!)
        let bill = DocumentReference(space, "bill", "1")
        _ = try await node.write { tx in
            try tx.set(bill, "number", to: .integer(1))
            return 0
        }
        await #expect(throws: ReplicaError.self) {
            _ = try await node.write { tx in
                try tx.set(bill, "note", to: .text("x"))
                try tx.set(bill, "number", to: .integer(2))
                return 0
            }
        }
        let shown = try await node.read { ($0.document(bill)?["number"], $0.document(bill)?["note"]) }
        #expect(shown.0 == .integer(1))
        #expect(shown.1 == nil)
        await node.close()
    }

    @Test func `an action done twice has its effect once and returns the first result`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        let pen = DocumentReference(.shop, "product", "pen")
        let operation = node.newOperation()
        for attempt in 0..<3 {
            let receipt = try await node.write(operation: operation) { tx in
                try tx.add(pen, "stock", 5)
                return "attempt \(attempt)"
            }
            #expect(receipt.value == "attempt 0")
            #expect(receipt.isRepetition == (attempt > 0))
        }
        #expect(try await node.read { $0.document(pen)?.level("stock") } == 5)
        await node.close()
    }

    @Test func `the feed tells of every transaction once and resumes after any row`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        let pen = DocumentReference(.shop, "product", "pen")
        let start = try await node.feedPosition()
        for _ in 0..<5 {
            _ = try await node.write { tx in
                try tx.add(pen, "stock", 1)
                return 0
            }
        }
        var seen: [UInt64] = []
        for try await row in node.feed(after: start) {
            seen.append(row.seq)
            #expect(row.documents.first?.fields.first?.after == .integer(Int64(row.seq - start)))
            if seen.count == 5 { break }
        }
        #expect(seen == Array((start + 1)...(start + 5)))
        await node.close()
    }

    @Test func `a reader of the feed keeps its own pace, over many pages, and ends with the node`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        let pen = DocumentReference(.shop, "product", "pen")
        let start = try await node.feedPosition()
        var reader = node.feed(after: start).makeAsyncIterator()
        for written in 1...600 {
            _ = try await node.write { tx in
                try tx.add(pen, "stock", 1)
                return 0
            }
            if written % 3 == 0 { #expect(try await reader.next()?.seq == start + UInt64(written / 3)) }
        }
        for seq in 201...600 { #expect(try await reader.next()?.seq == start + UInt64(seq)) }
        await node.close()
        #expect(try await reader.next() == nil)
        await #expect(throws: ReplicaError.closed) {
            for try await _ in node.feed(after: start) {}
        }
    }
}
