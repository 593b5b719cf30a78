/// What a node knows of itself and the others, at one moment.
public struct NodeStatus: Sendable {
    /// A peer, as this node sees it.
    public struct Peer: Sendable {
        /// Its id: 32 hexadecimal digits.
        public let id: String
        /// Its name.
        public let name: String
        /// Whether it is an admin's.
        public let isAdmin: Bool
        /// The customer's space of a customer's device.
        public let space: Space?
        /// Whether there is a session with it now.
        public let isConnected: Bool
        /// How many of this node's own changes that it may have it is not known to have on disk.
        public let pending: UInt64
        /// How many deltas it had at the last difference that are not here, as far as it can be told.
        public let missing: UInt64
        /// Whether there is a session and one of the two is being brought up to date.
        public let isCatchingUp: Bool
        /// Smoothed round trip, microseconds; nil before the first measurement.
        public let roundTripMicroseconds: UInt64?
        /// Lost probes of a thousand.
        public let lossPermille: Int
        /// For how long this node's oldest change that it lacks has been on its way, since this node's start at the earliest; 0 if
        /// it lacks none, nil if it is not known.
        public let lagMicroseconds: UInt64?
        /// How long its latest acknowledgement of a change made here took, while it was connected; nil before the first.
        public let convergeMicroseconds: UInt64?
        /// When it was last heard, milliseconds since 1970; nil if never.
        public let lastHeardMilliseconds: Int64?
    }

    /// This node's id.
    public let node: String
    /// Its name.
    public let name: String
    /// The shop's id.
    public let shop: String
    /// Whether it is an admin's.
    public let isAdmin: Bool
    /// The prefix of its number series.
    public let series: String
    /// The port of TCP and UDP; nil while it does not replicate.
    public let port: UInt16?
    /// Whether it joined and has not yet had, at one moment, all that its inviter had.
    public let isJoining: Bool
    /// All other members that it may know of.
    public let peers: [Peer]
    /// How many of its own changes the peer that lacks most lacks.
    public let pending: UInt64
    /// How many deltas wait for something that is not here yet.
    public let waiting: Int
    /// How many documents have a conflict.
    public let conflicts: Int
    /// How many forks were found.
    public let forks: Int
    /// Whether deltas wait for a newer version of this program.
    public let needsUpdate: Bool
    /// The number of the feed's last row.
    public let feedSeq: UInt64
    /// Documents that it holds, deleted ones included; custom events are none.
    public let documents: Int
    /// Bytes of its database and log.
    public let storageBytes: Int
    /// Alarms since its start that are not over, each once, oldest first.
    public let alarms: [String]
    /// Whether its disk was rolled back or its directory copied: then it writes nothing any more.
    public let isRolledBack: Bool
}
