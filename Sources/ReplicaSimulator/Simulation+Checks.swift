import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

// The invariants of the design, as far as these faults reach them.
extension Simulation {
    /// After an event: bounds and reports at each, state only if it changed. False if the run is over.
    func checkEvent(_ player: Player, _ effects: GossipEffects) -> Bool {
        var found: [String] = []
        if let gossip = player.gossip { found += gossip.brokenInvariants() }
        if !effects.alarms.isEmpty, !areAlarmsExpected(effects) {
            found += effects.alarms.map { "alarm: \($0)" }
        }
        for refusal in effects.intake.refused where !isForged(refusal) {
            found.append("authority: an honest delta is refused: \(refusal.reason)")
        }
        for frame in effects.datagrams where frame.bytes.count > 1_150 {
            found.append("bounds: a datagram of \(frame.bytes.count)")
        }
        if let counters = player.gossip?.counters,
            counters.malformedFrames + counters.malformedDatagrams + counters.strayDeltas > 0
        {
            found.append("an honest peer's message was malformed or out of place: \(counters)")
        }
        if !effects.intake.counted.isEmpty { found += checkState(of: player) }
        if !found.isEmpty { fail(found, player) }
        return broken.isEmpty
    }

    private func isForged(_ refusal: Intake.Refusal) -> Bool { forged.contains(refusal.position.hash) }

    /// Whether alarms follow from faults that were made: a log that can't be read, a forged delta that was delivered.
    private func areAlarmsExpected(_ effects: GossipEffects) -> Bool {
        let isForging = !effects.intake.refused.isEmpty && effects.intake.refused.allSatisfy(isForged)
        return effects.alarms.allSatisfy { alarm in
            (options.faults.contains(.unreadable) && alarm.contains("can't be read"))
                || (isForging && alarm.contains("delivered deltas that were refused"))
        }
    }

    /// A node whose documents changed.
    func checkState(of player: Player) -> [String] {
        var found = oracle.compareHashes(of: player)
        do throws(DecodingFailure) {
            found += player.reader.read(try player.node.disk.feedRows(after: player.reader.last))
        } catch {
            found.append("feed: a row can't be read: \(error)")
        }
        player.unviewed += 1
        if player.unviewed >= options.viewEvery { found += checkView(of: player) }
        return found
    }

    /// All that a node shows: costly.
    func checkView(of player: Player) -> [String] {
        player.unviewed = 0
        var found = player.store.brokenInvariants().sorted()
        found += oracle.compareViews(of: player)
        found += oracle.checkTrade(of: player)
        if !player.reader.agrees(with: StoreView(of: player.store)) {
            found.append("feed: a reader shows something else")
        }
        for space in player.store.spaces.keys.sorted() where !player.node.holding.includes(space) {
            found.append("privacy: holds \(space)")
        }
        return found
    }

    /// "The set of deltas that a reader's view contains never shrinks."
    func checkMonotony(of player: Player, since before: [Space: Frontier]) {
        for (space, frontier) in before.sorted(by: { $0.key < $1.key }) {
            let now = player.store.frontier(space)
            if !now.vector.covers(frontier.vector) { fail(["monotony: \(space) went back"], player) }
        }
    }

    /// After a restart: the store is what it was; after a power cut it has at least what was synced.
    func checkRestart(of player: Player, before: StoreView?) {
        var found: [String] = []
        for (space, frontier) in player.synced.sorted(by: { $0.key < $1.key })
        where !player.store.frontier(space).vector.covers(frontier.vector) {
            found.append("durability: \(space) lost what was synced")
        }
        for (hash, known) in oracle.known.sorted(by: { $0.key < $1.key })
        where known.delta.replica == player.store.replica && known.isAcknowledged && player.counted.contains(hash) {
            // An earlier incarnation's writes come back from peers after a restore, and are theirs until the next sync.
            let verdict = player.node.disk.verdict(of: hash)
            if verdict != .applied && verdict != .void { found.append("durability: an acknowledged write is lost") }
        }
        let onDisk = player.node.disk.countedHashes
        oracle.lost(
            player.counted.filter { hash in
                !onDisk.contains(hash) && oracle.known[hash]?.author == player.index
                    && oracle.known[hash]?.isAcknowledged == false
            }.sorted())
        player.counted = onDisk
        player.seen = player.frontiers.mapValues(\.vector)
        player.synced = player.frontiers
        let view = StoreView(of: player.store)
        player.reader.reset(to: view, at: player.store.feedSeq)
        found += checkView(of: player)
        if let before, before != view { found.append("durability: a restart shows something else") }
        if !found.isEmpty { fail(found, player) }
    }

    /// No byte of a space goes to a player that is not entitled to it.
    func watch(_ bytes: [UInt8], to player: Player) {
        guard !player.isAdmin else { return }
        for canary in canaries where !player.node.holding.includes(canary.space) {
            if bytes.contains(sequence: canary.bytes) {
                fail(["privacy: \(canary.space) is told to a node that may not know it"], player)
            }
        }
    }
}

extension [UInt8] {
    /// Whether a byte string occurs; plain search by its first byte.
    func contains(sequence: [UInt8]) -> Bool {
        guard let first = sequence.first, count >= sequence.count else { return false }
        for start in 0...(count - sequence.count) where self[start] == first {
            var same = 1
            while same < sequence.count, self[start + same] == sequence[same] { same += 1 }
            if same == sequence.count { return true }
        }
        return false
    }
}
