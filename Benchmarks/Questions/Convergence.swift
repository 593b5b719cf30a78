import Foundation

/// P1: how long after it is on the first node's disk is a change visible to a subscriber in another node's process?
///
/// Two nodes on loopback, sealed; sporadic writes. The moment on disk is when the first node's own subscriber is told, which
/// is right after the fsync and before anything is sent; the call of `write` returns a little later. In turns with it, and at
/// the same pace: one message by UDP and by TCP from process to process, and one commit of SQLite.
struct Convergence {
    private let run: BenchmarkRun
    private let samples: Int
    private static let pauseMicroseconds = 2_000

    init(_ run: BenchmarkRun) {
        self.run = run
        samples = run.samples(600, quick: 200)
    }

    /// The times of one round, microseconds.
    private struct Round {
        var udp: [Double] = []
        var tcp: [Double] = []
        var sqlite: [Double] = []
        var fromDisk: [Double] = []
        var fromReturn: [Double] = []
        var fromCall: [Double] = []
        var acknowledged: [Double] = []
        var bytesPerChange = 0.0
        var datagramsPerChange = 0.0
    }

    func measure() throws -> [Measurement] {
        let nodes = try NodeGroup(run)
        try nodes.grow(to: 2)
        let udp = try RawSender("udp", to: 1, run)
        let tcp = try RawSender("tcp", to: 1, run)
        let sqlite = try SQLiteProbe(path: run.newPath())
        var rounds: [Round] = []
        for index in 0...run.options.rounds {
            run.progress("P1 round \(index) of \(run.options.rounds)")
            var round = Round()
            let pause = UInt32(Self.pauseMicroseconds)
            round.udp = try udp.lastArrivals(samples, pauseMicroseconds: pause)
            try measureNodes(nodes, &round)
            round.tcp = try tcp.lastArrivals(samples, pauseMicroseconds: pause)
            for _ in 0..<(samples / 3) {
                usleep(pause)
                round.sqlite.append(try sqlite.transaction(rows: 1))
            }
            // The first round warms up.
            if index > 0 { rounds.append(round) }
        }
        run.endChildren()
        return measurements(rounds)
    }

    private func measureNodes(_ nodes: NodeGroup, _ round: inout Round) throws {
        let before = try nodes.traffic()
        let times = try nodes.paced(samples, pauseMicroseconds: Self.pauseMicroseconds)
        let after = try nodes.traffic()
        round.fromDisk = times.map { $0.lastSeen - $0.durable }
        round.fromReturn = times.map { $0.lastSeen - $0.returned }
        round.fromCall = times.map { $0.lastSeen - $0.called }
        round.acknowledged = times.map { $0.returned - $0.called }
        round.bytesPerChange = (after.bytesSent - before.bytesSent) / Double(samples)
        round.datagramsPerChange = (after.datagramsSent - before.datagramsSent) / Double(samples)
    }

    private func measurements(_ rounds: [Round]) -> [Measurement] {
        func of(_ times: KeyPath<Round, [Double]>, _ share: Double) -> [Double] {
            rounds.map { Statistics.percentile($0[keyPath: times], share) }
        }
        func beside(
            _ id: String, _ name: String, _ times: KeyPath<Round, [Double]>, _ reference: KeyPath<Round, [Double]>,
            _ referenceName: String, _ share: Double, _ goal: Measurement.Goal? = nil
        ) -> Measurement {
            Measurement(
                id: id, name: name, unit: "µs", values: of(times, share), referenceName: referenceName,
                references: of(reference, share), goal: goal)
        }
        let onDisk = "on A's disk → visible at B"
        return [
            beside("P1.p50", "\(onDisk), p50", \.fromDisk, \.udp, "raw UDP", 0.5, .init(first: 6, goal: 2)),
            beside("P1.p95", "\(onDisk), p95", \.fromDisk, \.udp, "raw UDP", 0.95),
            beside("P1.p99", "\(onDisk), p99", \.fromDisk, \.udp, "raw UDP", 0.99, .init(first: 8, goal: 3)),
            beside("P1.max", "\(onDisk), slowest", \.fromDisk, \.udp, "raw UDP", 1),
            beside("P1.tcp", "\(onDisk), p50", \.fromDisk, \.tcp, "raw TCP", 0.5),
            beside("P1.returned", "A's write has returned → visible at B, p50", \.fromReturn, \.udp, "raw UDP", 0.5),
            beside("P1.call", "A's write called → visible at B, p50", \.fromCall, \.sqlite, "SQLite commit", 0.5),
            beside("P1.call99", "A's write called → visible at B, p99", \.fromCall, \.sqlite, "SQLite commit", 0.99),
            beside("P1.write", "A's write called → returned, p50", \.acknowledged, \.sqlite, "SQLite commit", 0.5),
            Measurement(
                id: "P1.bytes", name: "on the wire per change, sealed, both ways", unit: "B",
                values: rounds.map(\.bytesPerChange)),
            Measurement(
                id: "P1.datagrams", name: "datagrams per change, both ways", unit: "",
                values: rounds.map(\.datagramsPerChange)),
        ]
    }
}
