/// How often something took how long: a histogram with fixed bounds, as Prometheus adds them up. It belongs to one thread.
package struct DurationHistogram: Sendable {
    /// Upper bounds, inclusive, in nanoseconds, ascending.
    package let bounds: [UInt64]
    /// How many lie within each bound and above the one before; one more than the bounds, for what is above all.
    package private(set) var counts: [UInt64]
    /// Of everything observed.
    package private(set) var sumNanoseconds: UInt64 = 0

    /// 50 µs to 10 s: what happens within a computer and its network.
    package static let short: [UInt64] = [
        50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
        100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 10_000_000_000,
    ]
    /// 1 ms to an hour: what may wait for other computers.
    package static let long: [UInt64] = [
        1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000, 250_000_000, 500_000_000,
        1_000_000_000, 2_500_000_000, 10_000_000_000, 60_000_000_000, 600_000_000_000, 3_600_000_000_000,
    ]

    /// What was counted elsewhere, by these bounds and above all of them.
    package init(_ bounds: [UInt64], counts: [UInt64], sumNanoseconds: UInt64) {
        precondition(counts.count == bounds.count + 1, "\(counts.count) counts for \(bounds.count) bounds")
        self.bounds = bounds
        self.counts = counts
        self.sumNanoseconds = sumNanoseconds
    }

    /// Nothing observed yet.
    package init(_ bounds: [UInt64]) {
        self.bounds = bounds
        counts = [UInt64](repeating: 0, count: bounds.count + 1)
    }

    /// Takes note of something. O(1): at most 16 steps.
    package mutating func observe(nanoseconds: UInt64) {
        var place = 0
        while place < bounds.count, nanoseconds > bounds[place] { place += 1 }
        counts[place] &+= 1
        sumNanoseconds &+= nanoseconds
    }
}
