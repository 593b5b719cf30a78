package import ReplicaCRDT
package import ReplicaDocuments

/// The protocol as a state machine: what happens goes in by `handle`, what is to be done comes out of it. No socket, no
/// clock, no chance but a seeded generator.
///
/// The problem: nodes that come and go, over a network that loses, doubles and reorders, shall all come to hold what they
/// are entitled to, quickly, exactly, and without telling anybody more. Two mechanisms do it. *Push*: a new delta goes
/// at once to every entitled neighbour, in a datagram if it fits, without any promise. *Compare* (anti-entropy; Demers et al.
/// 1987, "Epidemic Algorithms for Replicated Database Maintenance", section 1.3): about every second one neighbour in turn
/// is asked whether its positions have the same 16-byte digest; if not, both tell their positions, whose size does not
/// depend on how much is stored, and the one that has more streams what is missing in its own order of application. Push
/// makes it fast, compare makes it sure; everything may be lost or come twice.
///
/// What two nodes share follows from the member records alone (`Holding`): between admins everything, else `staff` and one
/// customer's space. Every send asks `Session.shares`, so that no byte of a space goes elsewhere.
///
/// The driver's duties: after each `handle`, first the store's writes go to disk, then the sends leave. An own commit's
/// `.committed` is the first event after it is on disk, so that nothing of it leaves before.
///
/// Invariants: at most one ready session per node; nothing ready without something shared; every queue within its named
/// limit (`brokenInvariants()`).
package final class Gossip {
    let store: DocumentStore
    let archive: any Archive
    let crypto: any GossipCrypto
    /// Limits and intervals.
    package let configuration: GossipConfiguration
    /// This node.
    package let node: NodeID
    let bootNonce: UInt64
    var random: SplitMix64

    /// Members by other evidence than the member records: a joiner's inviter. They count as admins.
    package var trusted: Set<NodeID> = [] { didSet { isDialStale = true } }
    /// The port at which this node can be dialled, told to peers; 0 for none.
    package var port: UInt16 = 0
    /// What was counted: messages, faults, alarms.
    package internal(set) var counters = GossipCounters()

    var sessions: [LinkID: Session] = [:] {
        didSet {
            isDialStale = true
            ordered = sessions.values.sorted { $0.link < $1.link }
        }
    }
    /// Sessions in order of their links: the order must not depend on hashing.
    private(set) var ordered: [Session] = []
    /// When each member was last heard in a session that is over, monotonic microseconds; of members alone, so at most as many.
    var lastHeard: [NodeID: UInt64] = [:]
    var book = AddressBook() { didSet { isDialStale = true } }
    /// When the next address is to be dialled; to be found anew if it is stale: addresses, sessions or members changed.
    var nextDialDue: UInt64?
    var isDialStale = true
    var digests = CustomerDigests()
    /// Goes up with everything that is taken in; computed positions are of a version.
    var version: UInt64 = 1
    var sharedByAdmins: (version: UInt64, positions: Positions, digest: UInt128)?
    /// Whether a peer has said, since the start, that it has no more of this replica than is here: so that a node that is
    /// not sure of its disk may write again.
    package internal(set) var isHeadConfirmed = false
    /// Whether the inviter's position has not been taken wholly yet.
    package internal(set) var isJoining: Bool { didSet { isDialStale = true } }

    /// Spaces with something that is not known to be durable.
    var unsynced: Set<Space> = []
    var syncDue: UInt64?
    /// Who wrote that, or brought it: they are told at once when it is durable.
    var authors: Set<NodeID> = []
    /// The frontiers as far as durable, of spaces that changed since the start.
    var durable: [Space: Frontier] = [:]
    var compareDue: UInt64 = 0
    var alarmed: Set<String> = []
    /// How far the clocks of peers are from the own one, microseconds, where it is more than is tolerated.
    var clockOffsets: [NodeID: Int64] = [:]
    var discovery = Discovery()
    /// Passing events that came lately.
    var events: EventTable

    var now = Instant(monotonic: 0, wall: 0)
    var effects = GossipEffects()

    /// Alarms remembered, so that each is raised once.
    static let alarms = 1_024

    /// A protocol over a store. `bootNonce` is random, new at each start; `seed` decides jitter.
    package init(
        store: DocumentStore, archive: any Archive, crypto: any GossipCrypto, node: NodeID, bootNonce: UInt64,
        configuration: GossipConfiguration = GossipConfiguration(), seed: UInt64
    ) {
        self.store = store
        self.archive = archive
        self.crypto = crypto
        self.node = node
        self.bootNonce = bootNonce
        self.configuration = configuration
        random = SplitMix64(seed: seed)
        events = EventTable(perSecond: configuration.eventsPerSecond, burst: configuration.eventBurst)
        isJoining = store.membership.current(node) == nil
        if store.holding.isAdmin { digests.touchAll(of: store) }
    }

    /// Takes note of an event; returns what is to be done. Late and needless events do no harm.
    package func handle(_ event: GossipEvent, at instant: Instant) -> GossipEffects {
        effects = GossipEffects()
        now = Instant(monotonic: max(now.monotonic, instant.monotonic), wall: instant.wall)
        take(event)
        runTimers()
        effects.deadline = nextDeadline
        return effects
    }

    private func take(_ event: GossipEvent) {
        switch event {
        case .opened(let link, let node, let incoming, let address):
            open(link, node: node, isIncoming: incoming, address: address)
        case .closed(let link): forget(link)
        case .dialFailed(let address): book.failed(address, next: nextDial)
        case .frame(let link, let bytes): takeFrame(bytes, from: link)
        case .datagram(let link, let bytes): takeDatagram(bytes, from: link)
        case .drained(let link): if let session = sessions[link] { fill(session) }
        case .beacon(let bytes, let address): takeBeacon(bytes, from: address)
        case .committed(let deltas): takeCommitted(deltas)
        case .durable: takeDurable()
        case .published(let event): publish(event)
        case .address(let address, let node): takeAddress(address, node: node)
        case .networkChanged: renew()
        case .deadline: takeInAgain()
        }
    }

    /// Sessions over which both sides have said hello.
    var ready: [Session] { ordered.filter { $0.shared != nil } }

    /// The wall clock for the store.
    var moment: Moment { Moment(microseconds: now.wall) }

    /// How messages travel.
    enum Path: Equatable {
        /// Over the session: sure, in order.
        case frame
        /// In a datagram if it fits and datagrams arrive.
        case datagram
        /// In a datagram, to see whether it arrives.
        case probe
    }

    /// Sends a message.
    func send(_ message: Message, to session: Session, by path: Path) { send(message.encoded, to: session, by: path) }

    /// Sends an encoded message.
    func send(_ bytes: [UInt8], to session: Session, by path: Path) {
        session.bytesOut += UInt64(bytes.count)
        let frame = GossipEffects.Frame(link: session.link, bytes: bytes)
        if path != .frame, bytes.count <= configuration.datagramBytes, path == .probe || isDatagramPathGood(session) {
            counters.datagramsOut += 1
            effects.datagrams.append(frame)
        } else {
            counters.framesOut += 1
            effects.frames.append(frame)
        }
    }

    /// Raises an alarm, each once.
    func alarm(_ text: String) {
        guard !alarmed.contains(text) else { return }
        if alarmed.count >= Self.alarms { alarmed = [] }
        alarmed.insert(text)
        counters.alarms += 1
        effects.alarms.append(text)
    }
}
