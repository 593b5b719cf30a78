import Foundation
import Replica
import ReplicaGossip
import ReplicaTransport

/// A whole node in a process of its own, as an application has it: its public interface is used and nothing else, but for the
/// counters. A line in, a line out.
final class NodeRole {
    private var node: Node?
    private var subscription: Subscription?
    /// When a subscriber of this node was told of which marked change: on the writing node that is when it was on disk.
    private let arrivals = ArrivalLog()
    /// The receipt of the last `mark`.
    private var receipt: Receipt<Int>?

    static let schema = Schema([
        .init(
            Workload.collection, in: .shop,
            Workload.fields.map { .register($0) } + [.counter(Workload.stock)])
    ])
    /// The document whose field carries the numbers of marked changes.
    static let marked = DocumentReference(.shop, Workload.collection, "marked")

    /// Answers lines until there are no more.
    func run() async {
        for await line in Role.lines {
            do {
                Role.say(try await answer(line.split(separator: " ").map(String.init)))
            } catch {
                Role.say("error \(error)".replacingOccurrences(of: "\n", with: " "))
            }
        }
        await node?.close()
    }

    private func answer(_ words: [String]) async throws -> String {
        func number(_ index: Int) throws -> Int {
            guard index < words.count, let number = Int(words[index]) else { throw BenchmarkError.usage }
            return number
        }
        switch (words.first, words.count) {
        case ("found", 2): return try await found(words[1])
        case ("join", 3): return try await join(words[1], words[2])
        case ("open", 2): return try await open(words[1])
        case ("start", _): return try await start(Array(words.dropFirst()))
        case ("stop", 1): try await opened.stop()
        case ("invite", 1): return try await opened.invite(.admin).link
        case ("settled", 3): try await settle(peers: number(1), seconds: number(2))
        case ("paced", 4): return try await paced(number(1), number(2), firstTag: number(3))
        case ("take", 1): return arrivals.take()
        case ("mark", 2): try await mark(number(1))
        case ("reached", 3): return try await reached(number(1), seconds: number(2))
        case ("await", 3): return try await arrived(number(1), seconds: number(2))
        case ("single", 2): return try await single(number(1))
        case ("concurrent", 3): return try await concurrent(number(1), number(2))
        case ("fill", 4): try await fill(number(1)..<number(2), per: number(3))
        case ("update", 4): try await update(number(1), per: number(2), seed: number(3))
        case ("counters", 1): return try await counters()
        case ("resident", 1): return String(Memory.resident ?? 0)
        default: throw BenchmarkError.usage
        }
        return "done"
    }

    private var opened: Node {
        get throws {
            guard let node else { throw BenchmarkError.failed("no node is open") }
            return node
        }
    }

    private func found(_ directory: String) async throws -> String {
        let node = try await Node.found(at: directory, schema: Self.schema, name: "first").node
        try await take(node)
        return "done"
    }

    private func join(_ directory: String, _ link: String) async throws -> String {
        try await take(try await Node.join(link, at: directory, schema: Self.schema, name: "joiner \(getpid())"))
        return "done"
    }

    /// Says how many nanoseconds opening took.
    private func open(_ directory: String) async throws -> String {
        let start = MonotonicClock.now
        let node = try await Node.open(at: directory, schema: Self.schema)
        let duration = MonotonicClock.now - start
        try await take(node)
        return String(duration)
    }

    private func take(_ node: Node) async throws {
        self.node = node
        let arrivals = arrivals
        subscription = try await node.onChange { row in
            let now = MonotonicClock.now
            guard let first = row.documents.first, first.reference.id == Self.marked.id,
                case .integer(let tag)? = first.fields.first?.after
            else { return }
            arrivals.note(UInt64(tag), at: now)
        }
    }

    /// Says the port, and when it was asked to start.
    private func start(_ addresses: [String]) async throws -> String {
        var options = NetworkOptions()
        options.discovers = false
        options.loopbackOnly = true
        options.addresses = addresses
        let start = MonotonicClock.now
        return "\(try await opened.start(options)) \(start)"
    }

    /// Waits until so many peers are connected and nobody lacks anything.
    private func settle(peers: Int, seconds: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let status = try await opened.status()
            let connected = status.peers.filter { $0.isConnected && $0.pending == 0 }
            if connected.count >= peers, status.waiting == 0 { return }
            if ContinuousClock.now > deadline {
                throw BenchmarkError.failed("\(connected.count) of \(peers) peers are in step after \(seconds) s")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Commits marked changes with pauses; says when each was asked for and when its call returned.
    private func paced(_ count: Int, _ pauseMicroseconds: Int, firstTag: Int) async throws -> String {
        let node = try opened
        // Not from the main thread: nothing but the pool's threads wait for the write, as in a server.
        return try await Task.detached {
            var samples: [String] = []
            for tag in firstTag..<(firstTag + count) {
                try await Task.sleep(for: .microseconds(pauseMicroseconds + tag % 7 * pauseMicroseconds / 40))
                let called = MonotonicClock.now
                _ = try await node.mark(tag)
                samples.append("\(tag):\(called):\(MonotonicClock.now)")
            }
            return samples.joined(separator: " ")
        }.value
    }

    private func mark(_ tag: Int) async throws { receipt = try await opened.mark(tag) }

    /// Says when the last marked change was on the disks of so many others.
    private func reached(_ count: Int, seconds: Int) async throws -> String {
        guard try await receipt?.reached(count, within: .seconds(seconds)) ?? false else {
            throw BenchmarkError.failed("the change is not on \(count) other disks after \(seconds) s")
        }
        return String(MonotonicClock.now)
    }

    /// Says when a marked change was seen here.
    private func arrived(_ tag: Int, seconds: Int) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if let moment = arrivals.moment(of: UInt64(tag)) { return String(moment) }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw BenchmarkError.failed("change \(tag) has not been seen after \(seconds) s")
    }

    /// Says how many microseconds each of several writes took, one after the other.
    private func single(_ count: Int) async throws -> String {
        let node = try opened
        return try await Task.detached {
            var workload = Workload(seed: UInt64(count))
            var durations: [String] = []
            for _ in 0..<count {
                let update = workload.next()
                let start = MonotonicClock.now
                try await node.apply([update])
                durations.append(String(Double(MonotonicClock.now - start) / 1_000))
            }
            return durations.joined(separator: " ")
        }.value
    }

    /// Says how many nanoseconds some writers took for so many writes in all.
    private func concurrent(_ writers: Int, _ count: Int) async throws -> String {
        let node = try opened
        let start = MonotonicClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var workload = Workload(seed: UInt64(writer))
                    for _ in 0..<(count / writers) { try await node.apply([workload.next()]) }
                }
            }
            try await group.waitForAll()
        }
        return String(MonotonicClock.now - start)
    }

    private func fill(_ products: Range<Int>, per: Int) async throws {
        for start in stride(from: products.lowerBound, to: products.upperBound, by: per) {
            try await opened.create(start..<min(start + per, products.upperBound))
        }
    }

    private func update(_ count: Int, per: Int, seed: Int) async throws {
        var workload = Workload(seed: UInt64(seed))
        for _ in 0..<(count / per) { try await opened.apply((0..<per).map { _ in workload.next() }) }
    }

    /// Bytes sent and received in datagrams and in streams, datagrams sent, comparisons asked for, the protocol's datagrams
    /// (without those that prove an address).
    private func counters() async throws -> String {
        guard let counters = try await opened.trafficCounters() else {
            throw BenchmarkError.failed("the node does not replicate")
        }
        let transport = counters.transport
        let numbers = [
            transport.datagramBytesSent + transport.streamBytesSent,
            transport.datagramBytesReceived + transport.streamBytesReceived,
            transport.datagramsSent, counters.gossip.comparisons, counters.gossip.datagramsOut,
        ]
        return numbers.map(String.init).joined(separator: " ")
    }
}
