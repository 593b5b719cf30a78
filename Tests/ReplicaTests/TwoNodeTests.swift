import Foundation
import Replica
import Testing

/// Waits until a condition holds; fails after a generous while. Each look is a round trip through the node's thread.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("it never came about: \(what)")
            return
        }
        await Task.yield()
    }
}

@Suite struct TwoNodeTests {
    static var quiet: NetworkOptions {
        var options = NetworkOptions()
        options.discovers = false
        options.loopbackOnly = true
        return options
    }

    @Test func `what one admin writes the other sees, both ways, and both know it`() async throws {
        let scratch = Scratch()
        let (a, _) = try await Node.found(at: scratch.directory("a"), schema: .test, name: "Till 1")
        let pen = DocumentReference(.shop, "product", "pen")
        for _ in 0..<50 {
            _ = try await a.write { tx in
                try tx.add(pen, "stock", 1)
                return 0
            }
        }
        let port = try await a.start(Self.quiet)
        #expect(port > 0)
        let invitation = try await a.invite(.admin)
        let b = try await Node.join(invitation.link, at: scratch.directory("b"), schema: .test, name: "Till 2")
        try await b.start(Self.quiet)
        try await eventually("B has caught up") { try await b.read { $0.document(pen)?.level("stock") } == 50 }
        let receipt = try await b.write { tx in
            try tx.add(pen, "stock", -8)
            return 0
        }
        #expect(try await receipt.reached(1, within: .seconds(20)))
        #expect(try await a.read { $0.document(pen)?.level("stock") } == 42)
        let status = try await a.status()
        #expect(status.peers.map(\.name) == ["Till 2"])
        await a.close()
        await b.close()
    }
}
