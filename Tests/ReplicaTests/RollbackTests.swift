import Foundation
import Replica
import Testing

/// A disk that was set back, and a directory that was copied: nothing is issued again.
@Suite(.timeLimit(.minutes(2))) struct RollbackTests {
    private let scratch = Scratch()
    private static let pen = DocumentReference(.shop, "product", "pen")

    private func sell(_ node: Node) async throws {
        _ = try await node.write { tx in
            try tx.add(Self.pen, "stock", 1)
            return 0
        }
    }

    private func stock(_ node: Node) async throws -> Int128? {
        try await node.read { $0.document(Self.pen)?.level("stock") }
    }

    /// An admin whose disk lost its last `lost` writes, and another who has them; not connected.
    private func rolledBack(losing lost: Int) async throws -> (Node, Node) {
        let (a, _) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        try await a.start(TwoNodeTests.quiet)
        let link = try await a.invite(.admin).link
        let b = try await Node.join(link, at: scratch.directory("b"), schema: .test, name: "Till 2")
        try await b.start(TwoNodeTests.quiet)
        try await eventually("B has joined") { try await !b.status().isJoining }
        try await sell(b)
        try await eventually("B's first sale is at A") { try await stock(a) == 1 }
        await b.close()
        let files = FileManager.default
        try files.copyItem(atPath: scratch.directory("b"), toPath: scratch.directory("old"))
        let whole = try await Node.open(at: scratch.directory("b"), schema: .test)
        try await whole.start(TwoNodeTests.quiet)
        for _ in 0..<lost { try await sell(whole) }
        try await eventually("A has all sales") { try await stock(a) == Int128(1 + lost) }
        await whole.close()
        try files.removeItem(atPath: scratch.directory("b"))
        try files.moveItem(atPath: scratch.directory("old"), toPath: scratch.directory("b"))
        return (a, try await Node.open(at: scratch.directory("b"), schema: .test))
    }

    private func expectStopped(_ node: Node) async throws {
        await #expect(throws: ReplicaError.rolledBack) { try await sell(node) }
        let status = try await node.status()
        #expect(status.isRolledBack && status.alarms.contains { $0.contains("writes nothing any more") })
    }

    @Test(arguments: [1, 2, 5])
    func `a node that wrote after its disk was set back stops, for good, and both sides know of the fork`(
        written: Int
    ) async throws {
        let (a, b) = try await rolledBack(losing: 3)
        for _ in 0..<written { try await sell(b) }
        try await b.start(TwoNodeTests.quiet)
        try await eventually("B has stopped") { try await b.status().isRolledBack }
        try await eventually("both know of the fork") {
            let forks = (try await a.status().forks, try await b.status().forks)
            return forks.0 > 0 && forks.1 > 0
        }
        try await expectStopped(b)
        await b.close()
        let again = try await Node.open(at: scratch.directory("b"), schema: .test)
        try await expectStopped(again)
        #expect(try await stock(again) == Int128(1 + written))
        #expect(try await a.status().isRolledBack == false)
        await again.close()
        await a.close()
    }

    @Test func `a node that wrote nothing since gets its own changes back, and stops all the same`() async throws {
        let (a, b) = try await rolledBack(losing: 3)
        try await b.start(TwoNodeTests.quiet)
        try await eventually("the lost changes are back") { try await stock(b) == 4 }
        try await expectStopped(b)
        await b.close()
        let again = try await Node.open(at: scratch.directory("b"), schema: .test)
        try await expectStopped(again)
        try await again.start(TwoNodeTests.quiet)
        try await sell(a)
        try await eventually("it goes on receiving") { try await stock(again) == 5 }
        await again.close()
        await a.close()
    }
}
