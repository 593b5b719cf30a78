import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// A whole network of real nodes in one thread, in simulated time, decided by one seed (TigerBeetle's VOPR; FoundationDB's
/// simulation).
///
/// Each player is a computer with the real core and protocol; its driver is played here: first the disk, then the sends. First
/// there is chaos, with users and fate acting at random moments, and every invariant that the oracle can tell is checked on
/// the nodes that changed, after every event. Then the faults stop, and all must agree within bounded time.
///
/// All chance comes from the seed, all order from queues and sorted keys, so that a seed gives the same trace in every
/// process. What goes wrong ends the run and is in the report.
final class Simulation {
    let seed: UInt64
    let options: SimulationOptions
    let shop: SimulatedShop
    var random: SimulatedRandom
    /// True time, microseconds since 1970.
    var time: UInt64 = 1_790_000_000_000_000
    let start: UInt64
    var players: [Player] = []
    var network: SimulatedNetwork
    var oracle = Oracle()
    var trace = SimulatedDigest()
    var broken: [String] = []
    var events = 0
    var steps = 0
    var deltas = 0
    /// How many players there will be.
    let wantedAdmins: Int
    let wantedDevices: Int
    /// Whether faults may happen still.
    var isChaos = true
    /// Deeds that were offered and may be offered again, with the player they were offered to first.
    var offered: [(player: Int, operation: OperationID, deed: Deed)] = []
    /// Deltas that must never count anywhere: forged ones.
    var forged: Set<DeltaHash> = []
    /// Byte strings that only some may see: the names of spaces.
    var canaries: [(space: Space, bytes: [UInt8])] = []

    init(seed: UInt64, options: SimulationOptions) {
        self.seed = seed
        self.options = options
        var random = SimulatedRandom(seed: seed)
        shop = SimulatedShop(secret: random.next())
        network = SimulatedNetwork(random: SimulatedRandom(seed: random.next()))
        wantedAdmins = Int(random.number(in: UInt64(options.admins.lowerBound)...UInt64(options.admins.upperBound)))
        wantedDevices = Int(random.number(in: UInt64(options.devices.lowerBound)...UInt64(options.devices.upperBound)))
        self.random = random
        start = time
    }

    /// The spaces of the two customers.
    static let customers = [
        Space.customer(CustomerSpaceID(high: 0xC157_0A11_90DD_55E1, low: 1)),
        Space.customer(CustomerSpaceID(high: 0xC257_0B22_81CC_44F2, low: 2)),
    ]

    /// Runs to the end.
    func run() -> SimulationReport {
        found()
        var nextStep = time + 1000
        while steps < options.steps, broken.isEmpty {
            if advance(until: nextStep) { continue }
            time = max(time, nextStep)
            steps += 1
            act()
            nextStep = time + pause()
        }
        if broken.isEmpty { heal() }
        return SimulationReport(
            seed: seed, steps: steps, events: events, deltas: deltas,
            simulatedSeconds: Double(time - start) / 1e6, trace: trace.value, broken: broken)
    }

    /// Mostly people act while messages are on their way; sometimes all is calm for a while.
    private func pause() -> UInt64 {
        switch random.below(10) {
        case 0..<6: random.number(in: 50...5_000)
        case 6..<9: random.number(in: 5_000...300_000)
        default: random.number(in: 300_000...4_000_000)
        }
    }

    /// Lets the next thing happen that is due before a moment; false if there is none.
    func advance(until end: UInt64) -> Bool {
        let timer = players.filter { $0.gossip != nil && $0.deadline != nil }
            .min { ($0.deadline!, $0.index) < ($1.deadline!, $1.index) }
        let next = network.queue.nextTime
        if let timer, timer.deadline! <= next ?? .max {
            guard timer.deadline! <= end else { return false }
            time = max(time, timer.deadline!)
            timer.deadline = nil
            handle(.deadline, timer)
            return true
        }
        guard let next, next <= end, let item = network.queue.next() else { return false }
        time = max(time, item.time)
        arrive(item.item)
        return true
    }

    private func arrive(_ arrival: SimulatedNetwork.Arrival) {
        switch arrival {
        case .event(let index, let boot, let event):
            let player = players[index]
            if player.boot == boot { handle(event, player) }
        case .frames(let link):
            guard let (end, frame) = network.receive(link, at: time) else { return }
            let player = players[end.player]
            guard player.boot == end.boot else { return }
            if let frame { deliver(frame, link, end, isDatagram: false) } else { handle(.closed(link), player) }
        case .datagram(let link, let bytes):
            guard let end = network.ends[link], players[end.player].boot == end.boot else { return }
            deliver(bytes, link, end, isDatagram: true)
        case .dial(let index, let boot, let dial):
            if players[index].boot == boot { open(dial, players[index]) }
        }
    }

    private func deliver(_ bytes: [UInt8], _ link: LinkID, _ end: SimulatedNetwork.End, isDatagram: Bool) {
        if isDeaf(end.player, end.peer) { return }
        let bytes = corrupted(bytes)
        watch(bytes, to: players[end.player])
        handle(isDatagram ? .datagram(link, bytes) : .frame(link, bytes), players[end.player])
    }

    private func open(_ dial: GossipEffects.Dial, _ player: Player) {
        let target = players.first { $0.address == dial.address && $0 !== player }
        guard let target, target.gossip != nil, dial.node == nil || dial.node == target.node.node,
            !network.isCut(player.index, target.index), !network.isCut(target.index, player.index)
        else { return handle(.dialFailed(dial.address), player) }
        let (near, far) = network.open((player.index, player.boot), (target.index, target.boot))
        let seen = PeerAddress(host: player.address.host, port: 40_000)
        network.queue.plan(
            .event(
                player: target.index, boot: target.boot,
                .opened(far, node: player.node.node, incoming: true, address: seen)),
            at: time)
        handle(.opened(near, node: target.node.node, incoming: false, address: dial.address), player)
    }

    func fail(_ what: [String], _ player: Player?) {
        guard broken.isEmpty, !what.isEmpty else { return }
        let place = player.map { " on player \($0.index) (\($0.isAdmin ? "admin" : "device"))" } ?? ""
        broken = what.map { "\($0)\(place) at step \(steps), event \(events), \(time - start) µs" }
    }
}

/// Runs one simulation.
package func simulate(seed: UInt64, options: SimulationOptions = SimulationOptions()) -> SimulationReport {
    Simulation(seed: seed, options: options).run()
}
