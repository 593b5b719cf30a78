/// P10: how long until a node that was away has what changed meanwhile, and how many bytes does that take?
///
/// The second node stops replicating, the first writes, the second starts again; the time runs from its start, handshake
/// included, until its subscriber is told of the last change. Bytes are those of both nodes' transports.
struct CatchUp {
    private let run: BenchmarkRun

    init(_ run: BenchmarkRun) { self.run = run }

    /// Loro for 1,000 changes made in one sitting: bytes and microseconds (`goals.md`, P10).
    private static let loroBytes = 16_700.0
    private static let loroMicroseconds = 3_800.0

    private struct Result {
        let microseconds: Double
        let bytes: Double
    }

    func measure() throws -> [Measurement] {
        let group = try NodeGroup(run)
        try group.nodes[0].ask("fill 0 \(Workload.products) 500")
        try group.grow(to: 2)
        var thousand: [Result] = []
        var together: [Result] = []
        for index in 0...run.options.rounds {
            run.progress("P10, 1,000 changes, round \(index) of \(run.options.rounds)")
            let single = try absence(group) { try $0.ask("concurrent 50 1000") }
            let transaction = try absence(group) { try $0.ask("update 1000 1000 \(index + 1)") }
            if index > 0 {
                thousand.append(single)
                together.append(transaction)
            }
        }
        let many = run.samples(100_000, quick: 10_000)
        run.progress("P10, \(many) changes")
        let all = try absence(group) { try $0.ask("concurrent 50 \(many)") }
        run.endChildren()
        return measurements(thousand, "P10.1000", "1,000 transactions of one change")
            + measurements(together, "P10.sitting", "one transaction of 1,000 changes")
            + [
                Measurement(
                    id: "P10.\(many).time", name: "catching up, \(many) transactions of one change", unit: "s",
                    values: [all.microseconds / 1e6], goal: .init(subject: .value, first: 60, goal: 10)),
                Measurement(
                    id: "P10.\(many).bytes", name: "catching up, \(many) transactions of one change", unit: "MB",
                    values: [all.bytes / 1e6]),
            ]
    }

    private func absence(
        _ group: NodeGroup, _ write: (ChildProcess) throws -> Void
    ) throws -> Result {
        let (writer, other) = (group.nodes[0], group.nodes[1])
        try other.ask("stop")
        try write(writer)
        let tag = group.newTag()
        try writer.ask("mark \(tag)")
        let before = try writer.numbers("counters")
        let started = try other.numbers("start \(group.address)")[1]
        let arrived = try other.number("await \(tag) 120")
        let after = try writer.numbers("counters")
        try group.settle()
        return Result(
            microseconds: (arrived - started) / 1_000, bytes: after[0] + after[1] - before[0] - before[1])
    }

    private func measurements(_ results: [Result], _ id: String, _ what: String) -> [Measurement] {
        [
            Measurement(
                id: "\(id).time", name: "catching up, \(what)", unit: "ms",
                values: results.map { $0.microseconds / 1_000 }, referenceName: "Loro",
                references: [Self.loroMicroseconds / 1_000], isRecorded: true, goal: .init(first: 2, goal: 0.2)),
            Measurement(
                id: "\(id).bytes", name: "catching up, \(what)", unit: "kB", values: results.map { $0.bytes / 1_000 },
                referenceName: "Loro", references: [Self.loroBytes / 1_000], isRecorded: true,
                goal: .init(first: 2, goal: 1.1)),
        ]
    }
}
