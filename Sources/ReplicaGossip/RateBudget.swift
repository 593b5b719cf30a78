/// A token bucket (ITU-T I.371, annex A): so many a second, and so many at once after a pause.
package struct RateBudget: Equatable, Sendable {
    private let perSecond: UInt64
    private let burst: UInt64
    /// Millionths of a token, as of `last`.
    private var level: UInt64
    private var last: UInt64?

    private static let token: UInt64 = 1_000_000

    /// A full bucket.
    package init(perSecond: Int, burst: Int) {
        self.perSecond = UInt64(max(perSecond, 0))
        self.burst = UInt64(max(burst, 0))
        level = self.burst * Self.token
    }

    /// Takes one token at a monotonic time in microseconds; false if there is none.
    package mutating func take(at now: UInt64) -> Bool {
        if let last, now > last {
            let (gained, overflow) = (now - last).multipliedReportingOverflow(by: perSecond)
            let room = burst * Self.token - level
            level += overflow ? room : min(gained, room)
        }
        last = max(last ?? now, now)
        guard level >= Self.token else { return false }
        level -= Self.token
        return true
    }
}
