import Replica
import Testing

/// How connections are measured, on real nodes.
@Suite struct QualityTests {
    @Test func `samples tell of round trip, of what a peer lacks, and for how long`() async throws {
        let scratch = Scratch()
        let nodes = try await NetworkTests.shop(scratch, admins: 2)
        try await eventually("B has joined") { try await nodes[1].status().peers.first?.name == "Till 0" }
        func write() async throws -> Receipt<Int> {
            try await nodes[0].write { tx in
                try tx.add(NetworkTests.pen, "stock", 1)
                return 0
            }
        }
        #expect(try await write().reached(1, within: .seconds(20)))
        try await eventually("the acknowledgement was measured") {
            try await nodes[0].status().peers[0].convergeMicroseconds != nil
        }
        let level = try await nodes[0].status().peers[0]
        #expect(level.lagMicroseconds == 0)
        try await nodes[0].disturb(isCut: true)
        _ = try await write()
        try await eventually("it lags") { try await nodes[0].status().peers[0].lagMicroseconds ?? 0 > 0 }
        try await eventually("samples tell of it") {
            try await nodes[0].quality(of: nodes[1].id).last.map { $0.pendingChanges == 1 && $0.lagSeconds ?? 0 > 0 }
                ?? false
        }
        try await nodes[0].disturb(isCut: false)
        try await eventually("it has caught up") { try await nodes[0].status().peers[0].lagMicroseconds == 0 }
        let samples = try await nodes[0].quality(of: nodes[1].id)
        #expect(samples.allSatisfy { $0.loss.map { (0...1).contains($0) } ?? true })
        #expect(samples.map(\.atMilliseconds) == samples.map(\.atMilliseconds).sorted())
        let measured = try await nodes[0].measurements()
        #expect(measured.convergence.counts.reduce(0, +) >= 1)
        #expect(measured.fsync.counts.reduce(0, +) >= 2 && measured.apply.counts.reduce(0, +) >= 2)
        #expect(measured.counters.ownCommits >= 2 && measured.counters.bytesSent > 0)
        #expect(measured.peersByState.map(\.count).reduce(0, +) == 1 && measured.peers.count == 1)
        await #expect(throws: ReplicaError.self) { try await nodes[0].quality(of: "nobody") }
        for node in nodes { await node.close() }
    }
}
