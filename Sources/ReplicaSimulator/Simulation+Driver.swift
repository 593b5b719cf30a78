import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

// What a node's driver does, and what may interrupt it.
extension Simulation {
    /// Gives an event to a player's protocol and carries out what it wants: first the disk, then the sends.
    func handle(_ event: GossipEvent, _ player: Player) {
        guard broken.isEmpty, let gossip = player.gossip else { return }
        events += 1
        note(event, player)
        let stage = stageOfCrash(player)
        let before = player.frontiers
        let effects = gossip.handle(event, at: instant(player))
        if stage == .beforeWrite { return crash(player, isPowerCut: player.doom?.isPowerCut ?? false) }
        write(player, synced: false)
        tookIn(effects, player)
        checkMonotony(of: player, since: before)
        if !checkEvent(player, effects) { return }
        if stage == .afterWrite { return crash(player, isPowerCut: player.doom?.isPowerCut ?? false) }
        carryOut(effects, player, onlyHalf: stage == .halfSent)
        if stage == .halfSent { crash(player, isPowerCut: player.doom?.isPowerCut ?? false) }
    }

    /// The clocks of a player's process.
    func instant(_ player: Player) -> Instant {
        Instant(monotonic: time - player.bootTime + 1, wall: player.node.moment(time).microseconds)
    }

    private func stageOfCrash(_ player: Player) -> Player.CrashStage? {
        guard let doom = player.doom else { return nil }
        if doom.events > 0 {
            player.doom = (doom.events - 1, doom.stage, doom.isPowerCut)
            return nil
        }
        return doom.stage
    }

    /// Writes what the store collected; a sync makes it all safe.
    func write(_ player: Player, synced: Bool) {
        var writes = player.store.takeWrites()
        switch options.planted {
        case .losesDocuments: writes.documents.removeAll { _ in random.chance(percent: 10) }
        case .losesChains: writes.records.removeAll { $0.table == .chain && random.chance(percent: 10) }
        case nil, .forgetfulDisk, .acknowledgesEarly, .sendsEarly, .leaks, .deafPair, .undetectedLiar, .unledgered,
            .clone,
            .offersTwice, .corrupts:
            break
        }
        player.node.disk.write(writes)
        if synced { sync(player) }
    }

    func sync(_ player: Player) {
        if options.planted != .forgetfulDisk { player.node.disk.sync() }
        player.synced = player.frontiers
    }

    private func tookIn(_ effects: GossipEffects, _ player: Player) {
        for delta in effects.intake.counted { trace.absorb(delta.hash.low) }
        let found = oracle.takenIn(effects.intake.counted, by: player)
        if !found.isEmpty { fail(found, player) }
    }

    private func carryOut(_ effects: GossipEffects, _ player: Player, onlyHalf: Bool) {
        var left = onlyHalf ? random.below(effects.frames.count + effects.datagrams.count + 1) : .max
        for frame in effects.datagrams where left > 0 {
            left -= 1
            network.send(datagram: frame.bytes, from: frame.link, at: time)
        }
        for frame in effects.frames where left > 0 {
            left -= 1
            network.send(frame: frame.bytes, from: frame.link, at: time)
        }
        if options.planted == .leaks { leak(effects) }
        if onlyHalf { return }
        for close in effects.closes { network.close(close.link, at: time) }
        for dial in effects.dials { network.dial(dial, by: player.index, boot: player.boot, at: time) }
        let others = players.filter { $0 !== player && $0.gossip != nil }.map { ($0.index, $0.boot) }
        for beacon in effects.beacons {
            network.broadcast(beacon, from: player.index, player.address, to: others, at: time)
        }
        for dial in effects.reached where !player.book.contains(where: { $0.0 == dial.address }) {
            player.book.append((dial.address, dial.node))
        }
        player.deadline = effects.deadline.map { $0 + player.bootTime - 1 }
        if effects.wantsSync, !player.isSyncPlanned { planSync(player) }
    }

    private func planSync(_ player: Player) {
        player.isSyncPlanned = true
        network.queue.plan(.event(player: player.index, boot: player.boot, .durable), at: time + 500)
    }

    /// What a `.durable` event needs before it may be given to the protocol.
    func prepare(_ event: GossipEvent, _ player: Player) {
        guard case .durable = event else { return }
        player.isSyncPlanned = false
        if options.planted != .acknowledgesEarly { sync(player) }
    }

    /// Puts the event into the trace.
    private func note(_ event: GossipEvent, _ player: Player) {
        prepare(event, player)
        trace.absorb(time - start)
        trace.absorb(UInt64(player.index))
        switch event {
        case .opened(let link, _, let incoming, _): trace.absorb(link.number << 1 | (incoming ? 1 : 0))
        case .closed(let link), .drained(let link): trace.absorb(link.number)
        case .frame(let link, let bytes), .datagram(let link, let bytes):
            trace.absorb(link.number)
            trace.absorb(bytes)
        case .beacon(let bytes, _): trace.absorb(bytes)
        case .committed(let deltas): for delta in deltas { trace.absorb(delta.hash.low) }
        case .published(let event): trace.absorb(event.body)
        case .dialFailed, .durable, .address, .networkChanged, .deadline: trace.absorb(1)
        }
    }

    // MARK: Starting and dying

    /// Starts a player's process: the protocol over its store, and the addresses it knows.
    func boot(_ player: Player) {
        player.boot += 1
        player.bootTime = time
        let gossip = Gossip(
            store: player.store, archive: player.node.disk, crypto: player.node.crypto, node: player.node.node,
            bootNonce: random.next(), seed: random.next())
        gossip.port = player.address.port
        if let inviter = player.inviter, !player.isMember || player.mustCatchUp { gossip.trusted = [inviter.node] }
        player.gossip = gossip
        handle(.networkChanged, player)
        if let inviter = player.inviter { handle(.address(inviter.address, node: inviter.node), player) }
        for (address, node) in player.book { handle(.address(address, node: node), player) }
    }

    /// The process is gone at once, perhaps with the machine; it starts again after a while.
    func crash(_ player: Player, isPowerCut: Bool) {
        guard broken.isEmpty, player.gossip != nil else { return }
        trace.absorb(isPowerCut ? "power cut" : "crash")
        player.doom = nil
        player.gossip = nil
        player.deadline = nil
        player.isSyncPlanned = false
        player.scans = []
        player.form = nil
        player.boot += 1
        network.drop(player: player.index, silently: isPowerCut, at: time)
        let isWritten = player.store.takeWrites().isEmpty
        var before = isWritten && !isPowerCut ? StoreView(of: player.store) : nil
        do {
            let intake = try player.node.restart(powerCut: isPowerCut, at: time)
            if !intake.counted.isEmpty { before = nil }
        } catch {
            return fail(["durability: a restart fails: \(error)"], player)
        }
        checkRestart(of: player, before: before)
    }
}
