package import ReplicaCRDT

/// What is known of one member's node, for people.
package struct PeerStatus: Hashable, Sendable {
    /// How things stand with it.
    package enum State: Hashable, Sendable {
        /// No session.
        case absent
        /// A session whose greetings are under way.
        case greeting
        /// A session over which deltas pass.
        case connected
        /// Connected, and one side is being brought up to date.
        case catchingUp
        /// Connected, and probes go unanswered.
        case silent
    }

    /// The member.
    package let node: NodeID
    /// Its session.
    package let link: LinkID?
    /// How things stand.
    package let state: State
    /// Smoothed, in microseconds; 0 if unknown.
    package let roundTripMicroseconds: UInt64
    /// Lost probes among the last 32, in thousandths.
    package let lossPermille: Int
    /// When anything was last heard of it since this node started, in this session or a former one; monotonic microseconds.
    package let lastHeard: UInt64?
    /// This node's own changes that it is not known to have on disk.
    package let missingThere: UInt64
    /// Changes that it had at the last difference and are not here.
    package let missingHere: UInt64
    /// Bytes of messages in this session.
    package let bytesIn: UInt64
    package let bytesOut: UInt64
}
