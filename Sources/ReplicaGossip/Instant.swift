/// When an event happens, by both of a node's clocks. The protocol has no clock of its own.
package struct Instant: Hashable, Sendable {
    /// Monotonic, in microseconds from some start; never goes back. All waits are measured by it.
    package let monotonic: UInt64
    /// The wall clock, in microseconds since 1970; may jump.
    package let wall: UInt64

    /// An instant from both clocks.
    package init(monotonic: UInt64, wall: UInt64) {
        self.monotonic = monotonic
        self.wall = wall
    }
}
