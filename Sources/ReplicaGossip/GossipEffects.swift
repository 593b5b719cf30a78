package import ReplicaCRDT
package import ReplicaDocuments

/// What the protocol wants done, in this order: first everything that the store collected goes to disk (`takeWrites`), then
/// the sends, then the observers hear of what was taken in.
package struct GossipEffects: Equatable, Sendable {
    /// A frame for a session.
    package struct Frame: Equatable, Sendable {
        package let link: LinkID
        package let bytes: [UInt8]
    }

    /// A dial.
    package struct Dial: Hashable, Sendable {
        package let address: PeerAddress
        /// Who must answer; nil if anybody may who is a member.
        package let node: NodeID?

        /// A dial from its parts.
        package init(address: PeerAddress, node: NodeID?) {
            self.address = address
            self.node = node
        }
    }

    /// An end.
    package struct Close: Equatable, Sendable {
        package let link: LinkID
        package let reason: String
    }

    /// What was found out about a peer's clock.
    package struct Clock: Equatable, Sendable {
        package let node: NodeID
        /// How far it is ahead of the own clock, microseconds; nil if it is right again.
        package let offset: Int64?
    }

    /// Datagrams, each at most 1,200 bytes once sealed; what can't go this way (no path yet) goes as a frame instead.
    package var datagrams: [Frame] = []
    /// Frames, in order for each link.
    package var frames: [Frame] = []
    /// Sessions to open.
    package var dials: [Dial] = []
    /// Sessions to end.
    package var closes: [Close] = []
    /// Beacons for multicast and broadcast on every interface.
    package var beacons: [[UInt8]] = []
    /// Addresses that answered, for the address book.
    package var reached: [Dial] = []
    /// Whether a peer has deltas of this very replica that are not here: the disk was rolled back, or a copy of this node
    /// writes elsewhere. This replica must not write any more; the node goes on as a new incarnation.
    package var isRolledBack = false
    /// Whether the store has something that should be made durable soon, so that it can be acknowledged.
    package var wantsSync = false
    /// What was taken in.
    package var intake = Intake()
    /// Alarms for people: equal positions with unequal state hashes, forks, what can't be read.
    package var alarms: [String] = []
    /// Peers whose clocks began or ceased to differ from the own one by more than is tolerated.
    package var clocks: [Clock] = []
    /// Passing events that arrived, in order.
    package var events: [PassingEvent] = []
    /// Who reported anew what it has on disk, in order, perhaps several times.
    package internal(set) var acknowledged: [NodeID] = []
    /// When the protocol wants `deadline` at the latest, monotonic microseconds; nil for never.
    package var deadline: UInt64?

    /// Nothing to do.
    package init() {}
}
