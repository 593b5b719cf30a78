/// A hybrid logical clock time: microseconds since 1970 (UTC), pushed forward so that what was seen lies before what is
/// written after it (Kulkarni et al. 2014, "Logical Physical Clocks", section 3; here one number: wall and logical part
/// share it). Stamps decide ties between entries that did not see each other, and nothing else.
package struct Stamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970.
    package let microseconds: UInt64

    /// A stamp from microseconds since 1970.
    package init(microseconds: UInt64) { self.microseconds = microseconds }

    package static func < (left: Stamp, right: Stamp) -> Bool { left.microseconds < right.microseconds }
}
