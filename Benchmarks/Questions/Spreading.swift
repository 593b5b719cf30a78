/// P3: how long after it is on the first node's disk is a change visible on all of N nodes?
///
/// The floor is one process that seals a datagram for each of N − 1 others and sends it, in turns with the nodes and at the
/// same pace; the last arrival counts.
struct Spreading {
    private let run: BenchmarkRun
    private let samples: Int
    private static let pauseMicroseconds = 4_000

    init(_ run: BenchmarkRun) {
        self.run = run
        samples = run.samples(200, quick: 80)
    }

    func measure() throws -> [Measurement] {
        let nodes = try NodeGroup(run)
        var result: [Measurement] = []
        for count in run.options.isQuick ? [2, 5] : [2, 3, 5, 10] {
            try nodes.grow(to: count)
            let floor = try RawSender("sealed", to: count - 1, run)
            var ours: [[Double]] = []
            var floors: [[Double]] = []
            for index in 0...run.options.rounds {
                run.progress("P3, \(count) nodes, round \(index) of \(run.options.rounds)")
                let pause = UInt32(Self.pauseMicroseconds)
                let reference = try floor.lastArrivals(samples, pauseMicroseconds: pause)
                let times = try nodes.paced(samples, pauseMicroseconds: Self.pauseMicroseconds)
                guard index > 0 else { continue }
                floors.append(reference)
                ours.append(times.map { $0.lastSeen - $0.durable })
            }
            result += [(0.5, "p50"), (0.99, "p99")].map { share, name in
                Measurement(
                    id: "P3.n\(count).\(name)", name: "on A's disk → visible on all of \(count) nodes, \(name)",
                    unit: "µs", values: ours.map { Statistics.percentile($0, share) },
                    referenceName: "sealed fan-out", references: floors.map { Statistics.percentile($0, share) },
                    goal: share == 0.5 ? .init(first: 6, goal: 2.5) : nil)
            }
        }
        run.endChildren()
        return result
    }
}
