import ReplicaCRDT
import ReplicaDocuments

/// Knows every delta that was ever made, what its author had when it made it, and every fact; checks each node against that.
/// No node reads it.
struct Oracle {
    /// One delta.
    struct Known {
        let delta: Delta
        /// Who made it.
        let author: Int
        /// What its author had, in all spaces.
        let truth: [Space: VersionVector]
        /// All parts of its commit.
        let commit: [DeltaHash]
        /// Whether it breaks a rule, so that it must be void.
        let isOdd: Bool
        /// Whether its author was told that it is safe.
        var isAcknowledged = false
    }

    /// A fact and the delta that carries it.
    struct Stated {
        let fact: Fact
        let hash: DeltaHash
        let stamp: Stamp
        let dot: Dot
    }

    struct Name: Hashable {
        let space: Space
        let replica: ReplicaID
        let seq: UInt64
    }

    private struct State: Hashable {
        let space: Space
        let frontier: Frontier
        let staff: Frontier
    }

    private(set) var known: [DeltaHash: Known] = [:]
    private(set) var facts: [Stated] = []
    private var names: [Name: DeltaHash] = [:]
    private var operations: [OperationID: Set<DeltaHash>] = [:]
    private var hashes: [State: StateHash] = [:]
    private var views: [State: UInt64] = [:]

    /// Takes note of a commit; returns what is wrong with it.
    mutating func made(
        _ deltas: [Delta], by author: Int, having truth: [Space: VersionVector], facts new: [Fact], odd: Set<DeltaHash>
    ) -> [String] {
        var broken: [String] = []
        let commit = deltas.map(\.hash)
        for delta in deltas {
            known[delta.hash] = Known(
                delta: delta, author: author, truth: truth, commit: commit, isOdd: odd.contains(delta.hash))
            let name = Name(space: delta.space, replica: delta.replica, seq: delta.seq)
            if let other = names[name], other != delta.hash {
                broken.append("identity: two deltas have the name \(delta.space) \(delta.replica) \(delta.seq)")
            }
            names[name] = delta.hash
        }
        if let operation = deltas.first?.operation {
            operations[operation, default: []].insert(commit[commit.count - 1])
            if operations[operation]!.count > 1 { broken.append("once: an operation has its effect twice") }
        }
        for fact in new {
            let home = deltas.first { ($0.space == .shop) == fact.isInShop }
            guard let home else { continue }
            facts.append(
                Stated(fact: fact, hash: home.hash, stamp: home.stamp, dot: countDot(of: home)))
        }
        return broken
    }

    private func countDot(of delta: Delta) -> Dot {
        let index = delta.changes.firstIndex { $0.slot == .count } ?? 0
        return Dot(replica: delta.replica, seq: delta.seq, index: UInt32(index))
    }

    /// A commit that its author lost before it was safe or sent: it never happened.
    mutating func lost(_ hashes: [DeltaHash]) {
        for hash in hashes {
            guard let lost = known.removeValue(forKey: hash) else { continue }
            names[Name(space: lost.delta.space, replica: lost.delta.replica, seq: lost.delta.seq)] = nil
            if let operation = lost.delta.operation { operations[operation]?.remove(hash) }
        }
        facts.removeAll { hashes.contains($0.hash) }
    }

    mutating func acknowledged(_ hashes: [DeltaHash]) {
        for hash in hashes { known[hash]?.isAcknowledged = true }
    }

    // MARK: What a node takes in

    /// Checks deltas in the order in which they came to count on a node, and notes them there.
    func takenIn(_ deltas: [Delta], by player: Player) -> [String] {
        var broken: [String] = []
        for delta in deltas {
            guard let fact = known[delta.hash] else {
                broken.append("authority: a delta that no member made counts: \(delta.position)")
                continue
            }
            let name = "\(delta.space) \(delta.position.replica) \(delta.seq)"
            let verdict = player.node.disk.verdict(of: delta.hash)
            if (verdict == .void) != fact.isOdd {
                let note = player.node.disk.note(of: delta.hash) ?? ""
                broken.append(
                    "\(fact.isOdd ? "authority: an odd" : "legality: an honest") delta is \(verdict.map { "\($0)" } ?? "absent"): \(name) \(note)"
                )
            }
            if player.isAdmin || delta.space != .staff {
                for (space, vector) in fact.truth.sorted(by: { $0.key < $1.key })
                where player.node.holding.includes(space) && !(player.seen[space] ?? VersionVector()).covers(vector) {
                    broken.append("causality: \(name) without all of \(space) that its author had")
                }
            }
            note(delta, of: player)
        }
        for delta in deltas {
            for part in known[delta.hash]?.commit ?? [] where !player.counted.contains(part) {
                guard let other = known[part]?.delta, player.node.holding.includes(other.space) else { continue }
                broken.append("atomicity: half a commit: \(delta.space) without \(other.space)")
            }
        }
        return broken
    }

    /// Notes a delta as one that counts on a node.
    private func note(_ delta: Delta, of player: Player) {
        player.counted.insert(delta.hash)
        player.seen[delta.space, default: VersionVector()].raise(delta.replica, to: delta.seq)
    }

    // MARK: What a node shows

    /// "Equal positions in a space and in `staff` mean equal documents and state hashes."
    mutating func compareHashes(of player: Player) -> [String] {
        var broken: [String] = []
        for space in player.store.spaces.keys.sorted() {
            let state = player.store.spaces[space]!
            let key = State(space: space, frontier: state.frontier, staff: player.store.frontier(.staff))
            if let other = hashes[key], other != state.hash {
                broken.append("convergence: equal positions, unequal state hashes in \(space)")
            }
            hashes[key] = state.hash
        }
        return broken
    }

    mutating func compareViews(of player: Player) -> [String] {
        var broken: [String] = []
        for space in player.store.spaces.keys.sorted() {
            let view = StoreView(of: player.store, in: [space])
            let key = State(space: space, frontier: player.store.frontier(space), staff: player.store.frontier(.staff))
            if let other = views[key], other != view.digest {
                broken.append("convergence: equal positions, unequal documents in \(space)")
            }
            views[key] = view.digest
            var hash = player.store.recomputedHash(space)
            for delta in player.counted {
                guard let known = known[delta], known.delta.space == space else { continue }
                if player.node.disk.verdict(of: delta) == .void { hash.add(void: delta) }
            }
            if hash != player.store.spaces[space]!.hash {
                broken.append("convergence: the kept hash of \(space) is wrong")
            }
        }
        return broken
    }
}
