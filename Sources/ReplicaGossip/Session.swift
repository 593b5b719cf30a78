import ReplicaCRDT
import ReplicaDocuments

/// One session with one peer, and what is known of the peer by it. A class: it is one thing that many steps change; it
/// belongs to its `Gossip`.
final class Session {
    /// How far it has come.
    enum Stage: Equatable {
        /// Our hello is sent, theirs is not here.
        case greeting
        /// Both have agreed on what they share.
        case ready(Holding)
    }

    /// A comparison under way.
    struct Comparison {
        let sequence: UInt64
        let digest: UInt128
        let version: UInt64
        let isDurable: Bool
    }

    let link: LinkID
    let node: NodeID
    let isIncoming: Bool
    let address: PeerAddress
    let openedAt: UInt64

    /// The own wall clock less the monotonic one when the session was opened: another difference later tells that the wall
    /// clock was set, or that the computer slept.
    var clockBase: UInt64 = 0

    var stage = Stage.greeting
    /// Theirs.
    var hello: Hello?
    /// Whether the peer is an admin.
    var isAdmin = false
    /// A later session with the same node and another boot nonce: if this one still answers, there are two copies.
    var rival: (link: LinkID, probe: UInt64)?
    /// Numbers comparisons and probes of this session; never shared with others, since it would tell of them.
    var sequence: UInt64 = 0

    /// What the peer is known to have, by space; of at most `knownSpaces` spaces.
    private(set) var known: [Space: VersionVector] = [:]
    /// Whom the peer is connected to, as it says; admins only.
    var neighbours: Set<NodeID> = []

    var comparison: Comparison?
    /// The own positions as last computed for this session, with the version they are of.
    var cached: (version: UInt64, positions: Positions, digest: UInt128)?
    /// Theirs, as last told.
    var theirs: PositionsReport?
    /// The digest of their positions when they were last streamed to, and how often that has not changed them since.
    var fruitless: (theirs: UInt128, times: Int)?
    /// Not streamed to before.
    var restUntil: UInt64 = 0
    /// The digests of the last difference, and how often it came again unchanged.
    var difference: (ours: UInt128, theirs: UInt128, times: Int)?
    /// Not compared in turn before.
    var quietUntil: UInt64 = 0
    /// When either side last compared.
    var lastCompared: UInt64 = 0
    /// Compared as soon as this comes.
    var compareDue: UInt64?
    var lastReport: UInt64?
    var stream: OutgoingStream?
    /// When the peer last answered to the stream.
    var streamProgress: UInt64 = 0
    /// The peer is streaming to us, and silent no longer than until then.
    var receivingUntil: UInt64?
    var exchange: RangeExchange?
    /// Forks shown to this peer.
    var shownForks: Set<Position> = []

    var unconfirmed = UnconfirmedPushes()
    /// Spaces to acknowledge, and when.
    var unacknowledged: Set<Space> = []
    var acknowledgeDue: UInt64?
    var acknowledgedAt: UInt64?
    /// What was acknowledged in this session, by space.
    var acknowledged: [Space: VersionVector] = [:]
    /// Whether the peer has said that all was durable, at an agreement.
    var isWhollyAcknowledged = false
    /// Customers' spaces that changed since then.
    private(set) var changedSince: Set<Space> = []

    var probes = ProbeRecord()
    var probeDue: UInt64
    var missedProbes = 0
    var lastHeard: UInt64
    var bytesIn: UInt64 = 0
    var bytesOut: UInt64 = 0
    var faults = 0
    /// How many passing events may still come, and go.
    var eventsIn: RateBudget
    var eventsOut: RateBudget

    /// Spaces of which it is kept what the peer has.
    static let knownSpaces = 4_096
    /// Forks shown to one peer.
    static let forksShown = 1_024

    init(
        _ link: LinkID, node: NodeID, isIncoming: Bool, address: PeerAddress, at now: UInt64, probeDue: UInt64,
        events: RateBudget
    ) {
        self.link = link
        self.node = node
        self.isIncoming = isIncoming
        self.address = address
        openedAt = now
        lastHeard = now
        self.probeDue = probeDue
        eventsIn = events
        eventsOut = events
    }

    /// What is shared with the peer; nil before the hellos.
    var shared: Holding? {
        if case .ready(let holding) = stage { holding } else { nil }
    }

    /// Whether it is ready, and a space is shared.
    func shares(_ space: Space) -> Bool { shared?.includes(space) ?? false }

    /// Whether the peer is known to have a delta.
    func knows(_ delta: Delta) -> Bool { known[delta.space]?.covers(delta.replica, delta.seq) ?? false }

    /// Takes note that the peer has a chain up to a number.
    func learn(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) {
        if known[space] == nil, known.count >= Self.knownSpaces { known = [:] }
        if known[space]?.items.count == MessageLimits.replicas, known[space]?[replica] == 0 { known[space] = nil }
        known[space, default: VersionVector()].raise(replica, to: seq)
        unconfirmed.confirm(ChainName(space: space, replica: replica), through: seq)
    }

    /// Takes note that the peer has what a frontier covers.
    func learn(_ space: Space, _ frontier: Frontier) {
        for position in frontier.positions { learn(space, position.replica, position.seq) }
    }

    /// Takes note that customers' spaces changed, which an agreement then covers.
    func changed(_ space: Space) {
        guard shares(space), space.kind == .customer, isWhollyAcknowledged else { return }
        changedSince.insert(space)
        if changedSince.count > Self.knownSpaces { (isWhollyAcknowledged, changedSince) = (false, []) }
    }

    /// The customers' spaces that an agreement covers beyond the former; nil if all.
    func takeChangedSince() -> Set<Space>? {
        let changed = isWhollyAcknowledged ? changedSince : nil
        (isWhollyAcknowledged, changedSince) = (true, [])
        return changed
    }

    /// A number for the next comparison or probe.
    func nextSequence() -> UInt64 {
        sequence += 1
        return sequence
    }

    /// Takes note that something came from the peer.
    func heard(at now: UInt64, quiet: UInt64) {
        lastHeard = now
        missedProbes = 0
        probeDue = now + quiet
    }
}
