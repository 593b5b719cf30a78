/// Nodes of one shop, each in its own process with its own directory, all admins, connected over loopback.
final class NodeGroup {
    /// What one change's way took, microseconds since some moment.
    struct Times {
        /// `write` was called at the first node.
        let called: Double
        /// It was on the first node's disk and visible to its subscriber.
        let durable: Double
        /// The call returned.
        let returned: Double
        /// The last of the other nodes' subscribers was told.
        let lastSeen: Double
    }

    /// What all nodes have sent so far.
    struct Traffic {
        var bytesSent = 0.0
        var bytesReceived = 0.0
        var datagramsSent = 0.0
        var comparisons = 0.0
        var protocolDatagrams = 0.0
    }

    private let run: BenchmarkRun
    /// The nodes; the first founded the shop.
    private(set) var nodes: [ChildProcess] = []
    private var firstPort = ""
    private var nextTag = 1

    init(_ run: BenchmarkRun) throws {
        self.run = run
        let first = try run.start("node")
        try first.ask("found \(run.newPath())")
        nodes = [first]
        firstPort = try first.ask("start")[0]
    }

    /// Lets nodes join until there are so many, and waits until all are in step.
    func grow(to count: Int) throws {
        while nodes.count < count {
            let node = try run.start("node")
            let link = try nodes[0].ask("invite")[0]
            try node.ask("join \(run.newPath()) \(link)")
            try node.ask("start")
            nodes.append(node)
            try settle()
        }
    }

    /// Waits until everybody has everything.
    func settle(seconds: Int = 60) throws {
        try nodes[0].ask("settled \(nodes.count - 1) \(seconds)")
        for node in nodes.dropFirst() { try node.ask("settled 1 \(seconds)") }
    }

    /// Where the first node listens.
    var address: String { "127.0.0.1:\(firstPort)" }

    /// A number that no marked change had.
    func newTag() -> Int {
        defer { nextTag += 1 }
        return nextTag
    }

    /// Writes marked changes with pauses at the first node.
    func paced(_ count: Int, pauseMicroseconds: Int) throws -> [Times] {
        for node in nodes { try node.ask("take") }
        let samples = try nodes[0].ask("paced \(count) \(pauseMicroseconds) \(nextTag)")
        let lastTag = nextTag + count - 1
        nextTag += count
        for node in nodes.dropFirst() { try node.ask("await \(lastTag) 30") }
        let durable = ArrivalLog.parse(try nodes[0].ask("take"))
        let seen = try nodes.dropFirst().map { ArrivalLog.parse(try $0.ask("take")) }
        var result: [Times] = []
        for sample in samples {
            let numbers = sample.split(separator: ":").compactMap { UInt64($0) }
            guard numbers.count == 3 else { throw BenchmarkError.child("paced answered \(sample)") }
            let arrivals = seen.compactMap { $0[numbers[0]] }
            guard let moment = durable[numbers[0]], arrivals.count == seen.count, let last = arrivals.max() else {
                throw BenchmarkError.failed("change \(numbers[0]) did not arrive everywhere")
            }
            result.append(
                Times(
                    called: Double(numbers[1]) / 1_000, durable: Double(moment) / 1_000,
                    returned: Double(numbers[2]) / 1_000, lastSeen: Double(last) / 1_000))
        }
        return result
    }

    /// What all nodes have sent so far.
    func traffic() throws -> Traffic {
        var sum = Traffic()
        for node in nodes {
            let numbers = try node.numbers("counters")
            sum.bytesSent += numbers[0]
            sum.bytesReceived += numbers[1]
            sum.datagramsSent += numbers[2]
            sum.comparisons += numbers[3]
            sum.protocolDatagrams += numbers[4]
        }
        return sum
    }
}
