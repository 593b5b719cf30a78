/// Makes the stamps of one space. A stamp is max(own wall clock, last + 1), where `last` is the greatest stamp made or
/// seen in this space that is not more than five minutes ahead of the own clock. The bound is checked when a stamp is seen
/// and again when one is made: a `last` that is found too far ahead (the own clock was put back) is forgotten. So a
/// wrong clock elsewhere blocks nothing here, and an own wrong clock stops winning ties once it is put right.
package struct HybridClock: Equatable, Sendable {
    /// How far ahead of the own clock a stamp may be and still push ours: 5 minutes, in microseconds.
    package static let toleranceMicroseconds: UInt64 = 300_000_000

    /// The greatest stamp made or seen that counts.
    package private(set) var last: Stamp?

    /// A clock that has seen nothing.
    package init(last: Stamp? = nil) { self.last = last }

    /// Takes note of a stamp seen while the own clock shows `wall`, in microseconds since 1970. A `last` too far ahead gives
    /// way: else the next stamp, which forgets it, would lie before what was seen.
    package mutating func saw(_ stamp: Stamp, wall: UInt64) {
        guard Self.counts(stamp, wall: wall) else { return }
        if let last, last >= stamp, Self.counts(last, wall: wall) { return }
        last = stamp
    }

    /// The next stamp to write while the own clock shows `wall`.
    package mutating func next(wall: UInt64) -> Stamp {
        if let last, !Self.counts(last, wall: wall) { self.last = nil }
        var made = wall
        if let last { made = max(made, last.microseconds + 1) }
        last = Stamp(microseconds: made)
        return Stamp(microseconds: made)
    }

    /// Whether a stamp is no further ahead than is tolerated; such a stamp is never UInt64.max, so that adding 1 is safe.
    private static func counts(_ stamp: Stamp, wall: UInt64) -> Bool {
        let (limit, overflow) = wall.addingReportingOverflow(toleranceMicroseconds)
        return stamp.microseconds <= (overflow ? UInt64.max - 1 : limit) && stamp.microseconds < UInt64.max
    }
}
