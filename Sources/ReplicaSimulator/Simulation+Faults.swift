import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

// What fate does.
extension Simulation {
    /// One fault, or the end of one.
    func strike() {
        let faults = SimulationOptions.Fault.allCases.filter(options.faults.contains)
        guard let fault = random.pick(faults), let player = random.pick(players) else { return }
        switch fault {
        case .weather:
            network.weather.lossPercent = [0, 0, 5, 30, 60][random.below(5)]
            network.weather.doubledPercent = [0, 10, 40][random.below(3)]
            network.weather.jitter = [20, 2_000, 200_000, 3_000_000][random.below(4)]
        case .partition: partition()
        case .oneWay:
            guard let other = random.pick(players), other !== player else { return }
            network.cut(player.index, other.index)
        case .crash, .powerCut: doom(player, isPowerCut: fault == .powerCut)
        case .restore: restore(player)
        case .clock:
            let errors: [Int64] = [0, 0, -86_400_000_000, 240_000_000, 315_360_000_000_000]
            player.node.clockError = errors[random.below(errors.count)]
        case .odd: misbehave(player)
        case .unreadable: player.node.disk.readsToFail = 1 + random.below(3)
        }
    }

    /// Splits the players in two groups, or heals everything.
    private func partition() {
        if !network.cuts.isEmpty, random.chance(percent: 60) {
            network.heal()
            for player in players where random.chance(percent: 50) { handle(.networkChanged, player) }
            return
        }
        let sides = players.map { _ in random.chance(percent: 50) }
        for left in players {
            for right in players where sides[left.index] != sides[right.index] { network.cut(left.index, right.index) }
        }
    }

    /// A process that is down starts; one that runs dies within its next events.
    private func doom(_ player: Player, isPowerCut: Bool) {
        guard player.gossip != nil else { return boot(player) }
        let stage = Player.CrashStage(rawValue: random.below(3)) ?? .afterWrite
        player.doom = (random.below(30), stage, isPowerCut)
    }

    /// Takes a backup, or restores one if all that it lacks is safe with an admin; the node goes on as a new incarnation.
    private func restore(_ player: Player) {
        guard let backup = player.backup, options.planted != .clone else {
            if options.planted == .clone, player.isMember { return clone(player) }
            player.backup = player.node.disk.backup()
            return
        }
        let lost = player.counted.subtracting(backup.countedHashes).compactMap { oracle.known[$0]?.delta }
        let helper = players.first { other in
            other !== player && other.isAdmin
                && lost.allSatisfy { other.synced[$0.space]?.vector.covers($0.replica, $0.seq) ?? false }
        }
        guard player.gossip != nil, !backup.countedHashes.isEmpty, let helper else { return }
        trace.absorb("restore")
        network.drop(player: player.index, silently: false, at: time)
        player.gossip = nil
        player.deadline = nil
        player.doom = nil
        player.isSyncPlanned = false
        (player.scans, player.form, player.backup) = ([], nil, nil)
        do {
            try player.node.restore(backup, incarnation: random.next(), at: time)
        } catch {
            return fail(["durability: a backup can't be restored: \(error)"], player)
        }
        player.counted = player.node.disk.countedHashes
        player.seen = player.frontiers.mapValues(\.vector)
        player.synced = player.frontiers
        player.reader.reset(to: StoreView(of: player.store), at: player.store.feedSeq)
        for other in players { other.forget(player.node.node) }
        player.inviter = (helper.node.node, helper.address)
        player.mustCatchUp = true
        boot(player)
    }

    /// Signs a delta that breaks a rule. Its own store takes it in as everybody's does, and lets it spread.
    private func misbehave(_ player: Player) {
        guard player.gossip != nil, player.isMember, player.doom == nil else { return }
        player.node.disk.readsToFail = 0
        if random.chance(percent: 30) { return forge(player) }
        guard let (space, changes) = oddChanges(player) else { return }
        let named = [Space.staff, .shop, space]  // a liar's commit record does not say what it had of other spaces
        let truth = player.frontiers.filter { named.contains($0.key) }.mapValues(\.vector)
        do {
            let odd = try player.node.sign([player.node.forge(in: space, at: time, changes: changes)], at: time)
            let intake = try player.store.receive(odd.map { Incoming($0, isLive: true) }, at: player.node.moment(time))
            guard intake.counted.count == odd.count else {
                return fail(["an odd delta does not count where it was made: \(intake)"], player)
            }
            let hashes = options.planted == .undetectedLiar ? [] : Set(odd.filter { $0.space == space }.map(\.hash))
            made(odd, by: player, truth, [], odd: hashes)
        } catch let failure as ArchiveFailure {
            if !options.faults.contains(.unreadable) { fail(["\(failure)"], player) }
        } catch {
            fail(["\(error)"], player)
        }
    }

    /// Sends a neighbour a delta in another member's name, or in nobody's.
    private func forge(_ player: Player) {
        guard let victim = random.pick(players), victim !== player, let target = random.pick(players),
            target !== player,
            target.gossip != nil
        else { return }
        let space = target.isAdmin && player.isAdmin ? Space.shop : target.isAdmin ? player.ownSpace : target.ownSpace
        guard player.node.holding.includes(space) else { return }
        var delta = victim.node.forge(in: space, at: time)
        if random.chance(percent: 50) { delta.seq += UInt64(1 + random.below(3)) }
        guard let made = try? delta.delta(shop: shop.id, by: player.node.crypto) else { return }
        forged.insert(made.hash)
        let bytes = Message.deltas(DeltaBatch(.live, bodies: [made.bytes])).encoded
        for link in network.ends.keys.sorted() {
            guard let end = network.ends[link], end.player == player.index, end.peer == target.index else { continue }
            network.send(frame: bytes, from: link, at: time)
        }
    }

    // MARK: Planted bugs of the network

    func isDeaf(_ left: Int, _ right: Int) -> Bool {
        options.planted == .deafPair && !isChaos && (left == 0 || right == 0)
    }

    func corrupted(_ bytes: [UInt8]) -> [UInt8] {
        guard options.planted == .corrupts, !bytes.isEmpty, random.chance(percent: 5) else { return bytes }
        var bytes = bytes
        bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        return bytes
    }

    func leak(_ effects: GossipEffects) {
        for device in players where !device.isAdmin {
            for frame in effects.frames + effects.datagrams where network.ends[frame.link]?.peer != device.index {
                watch(frame.bytes, to: device)
            }
        }
    }

    /// A copy of the data directory starts elsewhere, and both go on.
    private func clone(_ player: Player) {
        guard players.count < 8 else { return }
        let twin = Player(
            index: players.count,
            node: SimulatedNode(
                number: player.node.number, incarnation: player.store.replica.incarnation, holding: player.node.holding,
                shop: shop),
            inviter: player.inviter)
        do {
            try twin.node.restore(
                player.node.disk.backup(), incarnation: player.store.replica.incarnation, at: time)
        } catch {
            return fail(["\(error)"], player)
        }
        twin.counted = twin.node.disk.countedHashes
        twin.seen = twin.frontiers.mapValues(\.vector)
        twin.synced = twin.frontiers
        twin.reader.reset(to: StoreView(of: twin.store), at: twin.store.feedSeq)
        players.append(twin)
        boot(twin)
    }
}
