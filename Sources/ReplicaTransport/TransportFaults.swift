/// Faults that a transport commits on its own traffic, for demonstrations and tests.
package struct TransportFaults: Equatable, Sendable {
    /// Nothing passes: links are closed, dials and connections refused, datagrams and beacons dropped both ways.
    package var cut = false
    /// The share of session datagrams that is lost, 0...1, drawn for each one sent and for each one received.
    package var datagramLoss = 0.0
    /// How much later datagrams and frames leave this node, in nanoseconds.
    package var delayNanoseconds: UInt64 = 0
    /// Up to this much more for each datagram, evenly drawn, in nanoseconds; it makes them overtake each other.
    package var datagramJitterNanoseconds: UInt64 = 0

    /// No faults.
    package init() {}
}
