/// What a node counts and measures, at one moment: for metrics. Counters begin with the process, those of the network with the
/// network.
package struct NodeMeasurements: Sendable {
    /// One peer; the connected ones first, at most ``peerLimit``.
    package struct Peer: Sendable {
        /// The first eight digits of its id.
        package let label: String
        /// This node's own changes that it lacks.
        package let pending: UInt64
        /// When it was last heard, milliseconds since 1970; nil if never since the start.
        package let lastHeardMilliseconds: Int64?
        /// Smoothed; nil while there is no session, and before the first measurement.
        package let roundTripMicroseconds: UInt64?
        /// Of the last probes; nil while there is no session.
        package let lossPermille: Int?
        /// How long its oldest missing change has been on its way; nil if it is not known.
        package let lagMicroseconds: UInt64?
        /// How far its clock is ahead, 0 while it is within five minutes; nil while there is no session.
        package let clockSkewMicroseconds: Int64?
    }

    /// Counters, each of which only grows.
    package struct Counters: Sendable {
        package var ownCommits: UInt64 = 0
        package var othersCommits: UInt64 = 0
        package var agreements: UInt64 = 0
        package var differences: UInt64 = 0
        package var bytesSent: UInt64 = 0
        package var bytesReceived: UInt64 = 0
        package var datagramsDropped: UInt64 = 0
        package var refusedDeltas: UInt64 = 0
        package var registerConflicts: UInt64 = 0
        package var machineConflicts: UInt64 = 0
        package var countConflicts: UInt64 = 0
        package var passingEventsOut: UInt64 = 0
        package var passingEventsIn: UInt64 = 0
        package var durableEventsOut: UInt64 = 0
        package var durableEventsIn: UInt64 = 0
        package var droppedEvents: UInt64 = 0
    }

    /// Most peers of which there are labels.
    package static let peerLimit = 64

    /// How many members are in each state: all states, also those in which there is none.
    package let peersByState: [(state: String, count: Int)]
    /// The peers by label.
    package let peers: [Peer]
    package let counters: Counters
    /// Taking one commit of its own, or one delivery of others', into the store in memory.
    package let apply: DurationHistogram
    /// One durable transaction of the database, write and fsync.
    package let fsync: DurationHistogram
    /// From a write to its acknowledgement by all who were connected when it was made.
    package let convergence: DurationHistogram
    /// Deltas that wait for something.
    package let waiting: Int
    /// Documents held, events aside.
    package let documents: Int
    package let forks: Int
    package let alarms: Int
    package let isRolledBack: Bool
    package let databaseBytes: Int
    package let logBytes: Int
    /// The feed's last row.
    package let feedSeq: UInt64
}
