import ReplicaDocuments

/// P6 and P8: how fast is the engine alone, without disk and network, and how small are its deltas?
///
/// The workload is that of `measure/crdt`: 10,000 products, 100,000 updates. The floor runs in the same process, in turns.
/// Processor time on one core, since nothing waits.
/// Loro is not part of this run: its recorded times are taken at the machine's speed of today by the floor's recorded time,
/// so that the ratio to it is (ours / floor now) / (Loro / floor then).
struct EngineSpeed {
    private let run: BenchmarkRun

    init(_ run: BenchmarkRun) { self.run = run }

    /// A phase, with Loro's seconds and the floor's as they were recorded (`goals.md`, P6).
    private struct Phase {
        let id: String
        let name: String
        let loro: Double?
        let floor: Double?
        /// How many times faster than Loro: first and goal.
        let first: Double
        let goal: Double
    }

    private static let phases = [
        Phase(id: "create", name: "create 10,000 products", loro: nil, floor: nil, first: 0, goal: 0),
        Phase(id: "local", name: "100,000 local updates", loro: 0.29, floor: 0.018, first: 3, goal: 8),
        Phase(id: "stream", name: "10,000 local commits", loro: nil, floor: nil, first: 0, goal: 0),
        Phase(id: "single", name: "merging 10,000 messages singly", loro: 0.13, floor: 0.004, first: 5, goal: 15),
        Phase(id: "bulk", name: "merging 100,000 updates at once", loro: 0.27, floor: 0.005, first: 6, goal: 20),
    ]

    /// Bytes of Yjs (`goals.md`, P8): the bulk of the updates, and one live message.
    private static let yjsBulk = 1_230_000.0
    private static let yjsMessage = 28.0

    func measure() throws -> [Measurement] {
        var rounds: [[String: Double]] = []
        for index in 1...run.options.rounds {
            // A fresh process each time, as the recorded references had.
            let child = try run.start("engine")
            run.progress("P6 round \(index) of \(run.options.rounds)")
            var numbers: [String: Double] = [:]
            for word in try child.ask("round") {
                let parts = word.split(separator: "=")
                guard parts.count == 2, let number = Double(parts[1]) else { throw BenchmarkError.child(word) }
                numbers[String(parts[0])] = number
            }
            rounds.append(numbers)
            run.endChildren()
        }
        return Self.phases.flatMap { measurements($0, rounds) } + sizes(rounds)
    }

    private func measurements(_ phase: Phase, _ rounds: [[String: Double]]) -> [Measurement] {
        func times(_ value: ([String: Double]) -> Double) -> [Double] { rounds.map { value($0) * 1_000 } }
        let id = phase.id
        let whole = times { $0[id]! }
        let unsigned = times { $0[id]! - $0["\(id).signatures"]! }
        let bare = times { $0[id]! - $0["\(id).signatures"]! - $0["\(id).writes"]! }
        let floor = times { $0["floor.\(id)"]! }
        var result: [Measurement] = []
        for (suffix, what, values) in [
            ("", "", whole), (".unsigned", ", without signatures", unsigned),
            (".bare", ", without signatures and writes for the disk", bare),
        ] {
            result.append(
                Measurement(
                    id: "P6.\(id)\(suffix)", name: phase.name + what, unit: "ms", values: values,
                    referenceName: "floor", references: floor))
            guard suffix != ".bare", let loro = phase.loro, let recorded = phase.floor else { continue }
            result.append(
                Measurement(
                    id: "P6.\(id)\(suffix).loro", name: phase.name + what, unit: "ms", values: values,
                    referenceName: "Loro at today's speed", references: floor.map { $0 * loro / recorded },
                    isRecorded: true, goal: .init(first: 1 / phase.first, goal: 1 / phase.goal)))
        }
        return result
    }

    private func sizes(_ rounds: [[String: Double]]) -> [Measurement] {
        [
            Measurement(
                id: "P8.bulk", name: "100,000 updates, bytes", unit: "MB",
                values: rounds.map { $0["bulk.bytes"]! / 1e6 }, referenceName: "Yjs",
                references: [Self.yjsBulk / 1e6], isRecorded: true, goal: .init(first: 1, goal: 0.58)),
            Measurement(
                id: "P8.message", name: "one live delta without its signature, bytes", unit: "B",
                values: rounds.map { $0["single.bytes"]! - Double(Delta.signatureLength) }, referenceName: "Yjs",
                references: [Self.yjsMessage], isRecorded: true, goal: .init(first: 2, goal: 1.2)),
        ]
    }
}
