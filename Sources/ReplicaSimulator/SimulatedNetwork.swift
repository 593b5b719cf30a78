import ReplicaCRDT
import ReplicaGossip

/// The network between players, as the protocol's driver sees it: sessions whose frames arrive in order or not at all, and
/// datagrams that are lost, doubled, delayed and overtaken. A direction between two players may be cut: its datagrams are
/// lost, its frames wait as TCP's do, and no session can be opened.
struct SimulatedNetwork {
    /// What reaches a player.
    enum Arrival {
        case event(player: Int, boot: UInt64, GossipEvent)
        /// The next frame of a session is due at this end.
        case frames(LinkID)
        case datagram(LinkID, [UInt8])
        case dial(player: Int, boot: UInt64, GossipEffects.Dial)
    }

    /// One end of a session.
    struct End {
        let player: Int
        let boot: UInt64
        let peer: Int
        /// The other end; it may be gone while this one does not know.
        let other: LinkID
        /// Frames on their way to this end.
        var inbox: [[UInt8]] = []
        /// When the last of them is due.
        var lastDue: UInt64 = 0
        /// Whether its end follows the frames that are on their way.
        var isEnding = false
    }

    /// Faults of the moment.
    struct Weather: Equatable {
        /// Datagrams lost and doubled, of a hundred.
        var lossPercent = 0
        var doubledPercent = 0
        /// The greatest delay on top of the latency, in microseconds.
        var jitter: UInt64 = 50
    }

    var weather = Weather()
    /// The latency of every path, in microseconds.
    let latency: UInt64 = 150
    private(set) var cuts: Set<[Int]> = []
    private(set) var ends: [LinkID: End] = [:]
    var queue = EventQueue<Arrival>()
    private var lastLink: UInt64 = 0
    var random: SimulatedRandom

    init(random: SimulatedRandom) { self.random = random }

    /// Whether nothing gets from one player to another.
    func isCut(_ from: Int, _ to: Int) -> Bool { cuts.contains([from, to]) }

    mutating func cut(_ from: Int, _ to: Int) { cuts.insert([from, to]) }

    mutating func heal() { cuts = [] }

    private mutating func delay() -> UInt64 {
        latency + (weather.jitter == 0 ? 0 : random.number(in: 0...weather.jitter))
    }

    /// A dial that the handshake will have answered by then.
    mutating func dial(_ dial: GossipEffects.Dial, by player: Int, boot: UInt64, at time: UInt64) {
        queue.plan(.dial(player: player, boot: boot, dial), at: time + 2 * delay())
    }

    /// Opens a session between two players; returns the links at both ends.
    mutating func open(_ near: (player: Int, boot: UInt64), _ far: (player: Int, boot: UInt64)) -> (LinkID, LinkID) {
        let links = (LinkID(lastLink + 1), LinkID(lastLink + 2))
        lastLink += 2
        ends[links.0] = End(player: near.player, boot: near.boot, peer: far.player, other: links.1)
        ends[links.1] = End(player: far.player, boot: far.boot, peer: near.player, other: links.0)
        return links
    }

    /// Sends a frame over a session; nothing happens if the other end is gone.
    mutating func send(frame: [UInt8], from link: LinkID, at time: UInt64) {
        guard let end = ends[link], ends[end.other] != nil else { return }
        let due = max(ends[end.other]!.lastDue, time + delay())
        ends[end.other]!.lastDue = due
        ends[end.other]!.inbox.append(frame)
        queue.plan(.frames(end.other), at: due)
    }

    /// Sends a datagram beside a session.
    mutating func send(datagram: [UInt8], from link: LinkID, at time: UInt64) {
        guard let end = ends[link], ends[end.other] != nil, !isCut(end.player, end.peer) else { return }
        let copies = random.chance(percent: weather.doubledPercent) ? 2 : 1
        for _ in 0..<copies where !random.chance(percent: weather.lossPercent) {
            queue.plan(.datagram(end.other, datagram), at: time + delay())
        }
    }

    /// The next frame that reaches an end, or that it is over; nil if there is none now. Where the direction is cut the frames
    /// are tried again later.
    mutating func receive(_ link: LinkID, at time: UInt64) -> (end: End, frame: [UInt8]?)? {
        guard let end = ends[link], !end.inbox.isEmpty || end.isEnding else { return nil }
        if isCut(end.peer, end.player) {
            queue.plan(.frames(link), at: time + 20_000)
            return nil
        }
        if end.inbox.isEmpty {
            ends[link] = nil
            return (end, nil)
        }
        let frame = ends[link]!.inbox.removeFirst()
        return (end, frame)
    }

    /// One side ends a session: its own end is gone, the other learns of it after the frames that are on their way.
    mutating func close(_ link: LinkID, at time: UInt64) {
        guard let end = ends.removeValue(forKey: link), ends[end.other] != nil else { return }
        ends[end.other]!.isEnding = true
        queue.plan(.frames(end.other), at: max(ends[end.other]!.lastDue, time + delay()))
    }

    /// A player's process ends: its sessions end, as the kernel tells; or its machine, and nobody is told.
    mutating func drop(player: Int, silently: Bool, at time: UInt64) {
        for link in ends.keys.sorted() where ends[link]?.player == player {
            if silently { ends[link] = nil } else { close(link, at: time) }
        }
    }

    mutating func broadcast(
        _ beacon: [UInt8], from player: Int, _ address: PeerAddress, to others: [(Int, UInt64)], at time: UInt64
    ) {
        for (other, boot) in others where !isCut(player, other) && !random.chance(percent: weather.lossPercent) {
            queue.plan(.event(player: other, boot: boot, .beacon(beacon, from: address)), at: time + delay())
        }
    }
}
