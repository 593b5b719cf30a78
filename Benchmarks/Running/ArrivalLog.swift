import Synchronization

/// When what arrived: numbered changes with the moment, in nanoseconds of CLOCK_MONOTONIC, which all processes of a machine
/// share.
final class ArrivalLog: Sendable {
    private let arrivals = Mutex<[(tag: UInt64, at: UInt64)]>([])

    init() { arrivals.withLock { $0.reserveCapacity(1 << 14) } }

    /// Takes note of an arrival.
    func note(_ tag: UInt64, at moment: UInt64) { arrivals.withLock { $0.append((tag, moment)) } }

    /// When a change arrived; nil if it has not.
    func moment(of tag: UInt64) -> UInt64? { arrivals.withLock { all in all.last { $0.tag == tag }?.at } }

    /// All arrivals, `tag:nanoseconds`, and forgets them.
    func take() -> String {
        arrivals.withLock { all in
            defer { all.removeAll(keepingCapacity: true) }
            return all.map { "\($0.tag):\($0.at)" }.joined(separator: " ")
        }
    }

    /// Reads what `take` wrote.
    static func parse(_ words: [String]) -> [UInt64: UInt64] {
        var result: [UInt64: UInt64] = [:]
        for word in words {
            let parts = word.split(separator: ":").compactMap { UInt64($0) }
            if parts.count == 2 { result[parts[0]] = parts[1] }
        }
        return result
    }
}
