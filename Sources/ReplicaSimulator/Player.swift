import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// One computer of a simulation: a node, its protocol while the process runs, and what its driver keeps beside the store.
final class Player {
    let index: Int
    let node: SimulatedNode
    let address: PeerAddress
    /// The admin that invited it, or that the person named who restored it; nil for the founder.
    var inviter: (node: NodeID, address: PeerAddress)?
    /// The protocol of the running process; nil while the process is down.
    var gossip: Gossip?
    /// Counts the starts of the process; what was meant for an earlier one is lost.
    var boot: UInt64 = 0
    /// When the process started, in true time: its monotonic clock counts from there.
    var bootTime: UInt64 = 0
    /// When the protocol wants to be called, in true time.
    var deadline: UInt64?
    /// Addresses that answered once; the driver keeps them on disk.
    var book: [(PeerAddress, NodeID?)] = []
    /// A crash that is going to happen: after so many events, at a stage of the event.
    var doom: (events: Int, stage: CrashStage, isPowerCut: Bool)?
    /// Whether a backup was restored: a person named an admin to learn from, who may not be known as a member yet.
    var mustCatchUp = false
    /// Whether a sync is planned.
    var isSyncPlanned = false

    /// Deltas that count here.
    var counted: Set<DeltaHash> = []
    /// All that counts here, by space.
    var seen: [Space: VersionVector] = [:]
    /// What was synced.
    var synced: [Space: Frontier] = [:]
    /// What a reader of the feed has made of it.
    var reader = FeedReader()
    /// Changes since the last comparison of whole views.
    var unviewed = 0
    /// Forms and scans that are open; in memory only.
    var scans: [Deed.Scan] = []
    var form: (draft: String, seen: [Dot])?
    /// Nodes that went back to a backup since they acknowledged something.
    var restored: Set<NodeID> = []
    /// A copy of the data directory.
    var backup: SimulatedDisk?

    /// Where in the handling of an event a process dies.
    enum CrashStage: Int {
        case beforeWrite, afterWrite, halfSent
    }

    init(index: Int, node: SimulatedNode, inviter: (node: NodeID, address: PeerAddress)?) {
        self.index = index
        self.node = node
        self.inviter = inviter
        address = PeerAddress(host: [10, 0, 0, UInt8(index + 1)], port: 7700)
    }

    var store: DocumentStore { node.store }
    var isAdmin: Bool { node.holding.isAdmin }
    var isMember: Bool { store.membership.current(node.node) != nil }

    /// A device's customer's space.
    var ownSpace: Space { if case .customer(let id) = node.holding { .customer(id) } else { .shop } }

    /// After another's disk was restored: what it acknowledged before is not there any more.
    func forget(_ other: NodeID) { restored.insert(other) }

    /// The frontiers of all spaces.
    var frontiers: [Space: Frontier] { store.spaces.mapValues(\.frontier) }
}
