/// P7: what does it cost to have it on disk? One writer's wait, fifty writers' rate, and how fast a node takes in and makes
/// durable what others changed; in turns with SQLite, synchronous = FULL, on the same disk.
struct Durability {
    private let run: BenchmarkRun
    private let singles: Int
    private let concurrent: Int
    private let ingested: Int
    private static let writers = 50
    private static let perTransaction = 1_000
    /// Redis, appendfsync always, 50 clients, writes per second (`goals.md`, P7).
    private static let redisPerSecond = 40_000.0

    init(_ run: BenchmarkRun) {
        self.run = run
        singles = run.samples(400, quick: 150)
        concurrent = run.samples(10_000, quick: 2_000)
        ingested = run.samples(50_000, quick: 10_000)
    }

    /// One round.
    private struct Round {
        var ours: [Double] = []
        var sqlite: [Double] = []
        var perSecond = 0.0
        var sqlitePerSecond = 0.0
        var ingestPerSecond = 0.0
        var sqliteRowsPerSecond = 0.0
    }

    func measure() throws -> [Measurement] {
        let sqlite = try SQLiteProbe(path: run.newPath())
        let group = try NodeGroup(run)
        let writer = group.nodes[0]
        try writer.ask("fill 0 \(Workload.products) 500")
        try group.grow(to: 2)
        var rounds: [Round] = []
        for index in 0...run.options.rounds {
            run.progress("P7 round \(index) of \(run.options.rounds)")
            var round = Round()
            try group.nodes[1].ask("stop")
            for _ in 0..<singles { round.sqlite.append(try sqlite.transaction(rows: 1)) }
            round.ours = try writer.numbers("single \(singles)")
            round.perSecond =
                Double(concurrent) * 1e9 / (try writer.number("concurrent \(Self.writers) \(concurrent)"))
            round.sqlitePerSecond = 1e6 / Statistics.median(round.sqlite)
            try measureIngest(group, sqlite, seed: index + 1, &round)
            if index > 0 { rounds.append(round) }
        }
        run.endChildren()
        return measurements(rounds)
    }

    /// The second node is away while the first writes; then it comes back and takes everything in.
    private func measureIngest(
        _ group: NodeGroup, _ sqlite: SQLiteProbe, seed: Int, _ round: inout Round
    ) throws {
        // What was written before is taken in first, so that only full transactions count.
        try group.nodes[1].ask("start \(group.address)")
        try group.settle()
        try group.nodes[1].ask("stop")
        try group.nodes[0].ask("update \(ingested) \(Self.perTransaction) \(seed)")
        try group.nodes[0].ask("mark \(group.newTag())")
        var rows: [Double] = []
        for _ in 0..<20 { rows.append(try sqlite.transaction(rows: Self.perTransaction)) }
        round.sqliteRowsPerSecond = Double(Self.perTransaction) * 1e6 / Statistics.median(rows)
        let started = try group.nodes[1].numbers("start \(group.address)")[1]
        let ended = try group.nodes[0].number("reached 1 60")
        round.ingestPerSecond = Double(ingested) * 1e9 / (ended - started)
    }

    private func measurements(_ rounds: [Round]) -> [Measurement] {
        [
            Measurement(
                id: "P7.p50", name: "durable write acknowledged, one writer, p50", unit: "µs",
                values: rounds.map { Statistics.median($0.ours) }, referenceName: "SQLite commit",
                references: rounds.map { Statistics.median($0.sqlite) }, goal: .init(first: 2, goal: 1.3)),
            Measurement(
                id: "P7.p99", name: "durable write acknowledged, one writer, p99", unit: "µs",
                values: rounds.map { Statistics.percentile($0.ours, 0.99) }, referenceName: "SQLite commit",
                references: rounds.map { Statistics.percentile($0.sqlite, 0.99) }),
            Measurement(
                id: "P7.writers", name: "durable writes, 50 concurrent writers", unit: "/s",
                values: rounds.map(\.perSecond), referenceName: "Redis, fsync always",
                references: [Self.redisPerSecond], isRecorded: true, goal: .init(isLeast: true, first: 0.3, goal: 1)),
            Measurement(
                id: "P7.group", name: "durable writes, 50 concurrent writers", unit: "/s",
                values: rounds.map(\.perSecond), referenceName: "SQLite commits, one writer",
                references: rounds.map(\.sqlitePerSecond)),
            Measurement(
                id: "P7.ingest", name: "durable ingest of remote changes, 1,000 a transaction", unit: "/s",
                values: rounds.map(\.ingestPerSecond), referenceName: "SQLite rows, 1,000 a commit",
                references: rounds.map(\.sqliteRowsPerSecond), goal: .init(isLeast: true, first: 0.25, goal: 0.6)),
        ]
    }
}
