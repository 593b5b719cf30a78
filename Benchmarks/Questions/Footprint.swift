/// P11: how much memory does a product take, how much does history, and how long does a start take?
///
/// Memory is what the system counts as resident in a process that holds one node; each number comes from a fresh process.
struct Footprint {
    private let run: BenchmarkRun
    private let overwrites: Int
    private let many: Int

    init(_ run: BenchmarkRun) {
        self.run = run
        overwrites = run.samples(100_000, quick: 20_000)
        many = run.samples(100_000, quick: 20_000)
    }

    /// Loro, per product and after 100,000 overwrites (`goals.md`, P11).
    private static let loroPerProduct = 4_200.0
    private static let loroGrowth = 13e6

    func measure() throws -> [Measurement] {
        let directory = run.newPath()
        var result = try measureMemory(directory)
        result += try measureStart(afterHistoryIn: directory)
        return result
    }

    private func measureMemory(_ directory: String) throws -> [Measurement] {
        run.progress("P11, memory")
        let node = try run.start("node")
        try node.ask("found \(directory)")
        let empty = try node.number("resident")
        try node.ask("fill 0 \(Workload.products) 100")
        let filled = try node.number("resident")
        try node.ask("update \(overwrites) 1000 1")
        let overwritten = try node.number("resident")
        run.endChildren()
        let again = try run.start("node")
        try again.ask("open \(directory)")
        let reopened = try again.number("resident")
        run.endChildren()
        let perProduct = { (bytes: Double) in [bytes / Double(Workload.products) / 1_000] }
        let growth = (overwritten - filled) * 100_000 / Double(overwrites)
        return [
            Measurement(
                id: "P11.product", name: "memory per product, written here", unit: "kB",
                values: perProduct(filled - empty), referenceName: "Loro",
                references: [Self.loroPerProduct / 1_000], isRecorded: true, goal: .init(first: 0.5, goal: 0.25)),
            Measurement(
                id: "P11.reopened", name: "memory per product, after a restart", unit: "kB",
                values: perProduct(reopened - empty), referenceName: "Loro",
                references: [Self.loroPerProduct / 1_000], isRecorded: true, goal: .init(first: 0.5, goal: 0.25)),
            Measurement(
                id: "P11.growth", name: "memory growth after 100,000 overwrites", unit: "MB", values: [growth / 1e6],
                referenceName: "Loro", references: [Self.loroGrowth / 1e6], isRecorded: true,
                goal: .init(first: 0.2, goal: 0.05)),
            Measurement(id: "P11.empty", name: "memory of a node without documents", unit: "MB", values: [empty / 1e6]),
        ]
    }

    /// The same 10,000 products with their first history and with several times as many changes, and a shop with many products.
    private func measureStart(afterHistoryIn directory: String) throws -> [Measurement] {
        let short = run.newPath()
        let large = run.newPath()
        try prepare(short, products: Workload.products, updates: 0)
        let changes = Workload.products * 6
        let histories = run.samples(10, quick: 3)
        run.progress("P11, \(histories) times the history")
        let long = try run.start("node")
        try long.ask("open \(directory)")
        try long.ask("update \(changes * (histories - 1) - overwrites) 1000 2")
        run.endChildren()
        run.progress("P11, \(many) products")
        try prepare(large, products: many, updates: 0)
        var starts: [(short: Double, long: Double, large: Double)] = []
        for _ in 0..<run.options.rounds {
            starts.append((try seconds(short), try seconds(directory), try seconds(large)))
        }
        return [
            Measurement(
                id: "P11.start", name: "start with \(many) products", unit: "s", values: starts.map(\.large),
                goal: .init(subject: .value, first: 2, goal: 0.5)),
            Measurement(
                id: "P11.history", name: "start with 10,000 products and \(histories) times the history", unit: "s",
                values: starts.map(\.long), referenceName: "with their first history", references: starts.map(\.short),
                goal: .init(first: 1.25, goal: 1.05)),
        ]
    }

    private func prepare(_ directory: String, products: Int, updates: Int) throws {
        let node = try run.start("node")
        try node.ask("found \(directory)")
        try node.ask("fill 0 \(products) 500")
        run.endChildren()
    }

    private func seconds(_ directory: String) throws -> Double {
        let node = try run.start("node")
        defer { run.endChildren() }
        return try node.number("open \(directory)") / 1e9
    }
}
