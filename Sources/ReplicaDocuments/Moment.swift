/// What the own wall clock shows when something happens; the core has no clock of its own.
package struct Moment: Hashable, Sendable {
    /// Microseconds since 1970, UTC.
    package let microseconds: UInt64

    /// A moment from microseconds since 1970.
    package init(microseconds: UInt64) { self.microseconds = microseconds }

    /// Milliseconds since 1970.
    package var milliseconds: Int64 { Int64(clamping: microseconds / 1000) }
}
