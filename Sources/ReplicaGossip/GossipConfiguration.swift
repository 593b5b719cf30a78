import ReplicaCRDT

/// The protocol's limits and intervals. Times are in microseconds.
package struct GossipConfiguration: Equatable, Sendable {
    /// Sessions with members up to which this node dials; up to twice as many are accepted, so that newcomers find somebody.
    /// Higher costs sends for each change, lower leaves members to others.
    package var neighbours = 16
    /// The largest payload of one datagram, before sealing: what is left of 1,200 bytes.
    package var datagramBytes = 1_150
    /// How many bytes of missing deltas are sent before the receiver must have answered; also how many pushed bytes may be
    /// unconfirmed before a peer is left to comparisons.
    package var windowBytes = 1 << 20
    /// How many bytes of deltas go into one frame.
    package var frameBytes = 128 << 10
    /// How often one neighbour in turn is compared with.
    package var compareInterval: UInt64 = 1_000_000
    /// The longest pause between comparisons with a neighbour whose difference does not change.
    package var compareQuiet: UInt64 = 30_000_000
    /// The shortest pause between two reports of positions to one neighbour.
    package var reportInterval: UInt64 = 10_000
    /// How long after catching up from one neighbour the others are compared with.
    package var hintDelay: UInt64 = 50_000
    /// How often a beacon is sent.
    package var beaconInterval: UInt64 = 30_000_000
    /// Keyed hashes computed a second for beacons heard; beyond it they are ignored: a flood of beacons costs no more. One
    /// beacon takes up to three for each customer with devices.
    package var beaconChecksPerSecond = 20_000
    /// How long taken-in deltas wait for an fsync of an own commit before one is asked for.
    package var syncDelay: UInt64 = 10_000
    /// The shortest pause between two acknowledgements to one neighbour.
    package var acknowledgeInterval: UInt64 = 5_000
    /// The first and the longest pause between dials of one address.
    package var backoff: ClosedRange<UInt64> = 100_000...5_000_000
    /// How many bytes of devices' positions, about, two admins list at a time.
    package var listingBytes = 64 << 10
    /// How long two admins may take to find out which devices' positions differ, before they begin anew.
    package var exchangePatience: UInt64 = 10_000_000
    /// How long a stream may rest, either way, before it is given up.
    package var streamPatience: UInt64 = 30_000_000
    /// After how many lost datagrams in a row pushes go over the session; probes still try datagrams.
    package var datagramsLost = 3
    /// How often a session is probed that does not answer, and after how many unanswered probes it is given up. An idle one
    /// is probed after as many intervals as there are sessions, 2 to 10: so that probes cost about the same however many.
    package var probeInterval: UInt64 = 1_000_000
    package var probesUnanswered = 5
    /// How far a peer's wall clock may be from the own one before people are told: 5 minutes, as far as stamps of others are
    /// followed. Lower tells of clocks that do no harm, higher leaves ties to wrong ones unseen.
    package var clockTolerance = HybridClock.toleranceMicroseconds
    /// Passing events taken of one publisher a second, and at once after a pause; what is more is dropped.
    package var eventsPerSecond = 50
    package var eventBurst = 100
    /// Passing events of all publishers together that go over one session a second, each way; what is more is dropped.
    package var sessionEventsPerSecond = 200
    /// How often an event of this node may be sent on: enough for chains of admins, and an end to circles.
    package var eventHops: UInt8 = 8

    /// The defaults.
    package init() {}
}
