import ReplicaCRDT

// A delta's way in: known? → what it names is here? → its author has a role and signed it? → the parts of its commit are
// here? → judged, taken in. Whatever is missing is one `Need`, and the delta is looked at again when that comes.
extension DocumentStore {
    /// Takes deltas in, in any order, each any number of times. What can't be judged because the log can't be read waits and is
    /// looked at again with the next intake; `Intake.failure` tells.
    package func receive(_ incoming: [Incoming], at now: Moment) throws(ArchiveFailure) -> Intake {
        var intake = Intake()
        var queue: [Incoming] = []
        for item in incoming.reversed() where try isNews(item.delta, &intake, at: now) { queue.append(item) }
        wake(.readableLog, &queue)
        while let item = queue.popLast() {
            let counted = intake.counted.count
            do throws(ArchiveFailure) {
                try step(item, &intake, &queue, at: now)
            } catch {
                intake.failure = error
                park(item, for: .readableLog, &intake, at: now)
            }
            for delta in intake.counted[counted...] {
                wake(.position(delta.space, delta.replica, delta.seq), &queue)
            }
        }
        return intake
    }

    /// Whether a delta is neither here nor waiting, belongs here, and does not fork its chain.
    private func isNews(_ delta: Delta, _ intake: inout Intake, at now: Moment) throws(ArchiveFailure) -> Bool {
        guard holding.includes(delta.space), waiting.items[delta.hash] == nil else { return false }
        guard let head = spaces[delta.space]?.chains[delta.replica]?.head, delta.seq <= head.seq else { return true }
        let counted = try countedHash(delta.space, delta.replica, delta.seq)
        if counted == delta.hash { return false }
        if let counted { report(forkOf: delta, counted: counted, &intake, at: now) }
        return false
    }

    private func report(
        forkOf delta: Delta, counted: DeltaHash?, _ intake: inout Intake, at now: Moment
    ) {
        guard !forks.contains(where: { $0.other == delta.hash }) else { return }
        guard let key = membership.key(of: delta.replica.node),
            crypto.verify(delta.signature, of: delta.signedMessage(shop: shop), by: key), forks.count < limits.forks
        else { return }
        let fork = Fork(
            space: delta.space, replica: delta.replica, seq: delta.seq, counted: counted, other: delta.hash)
        forks.append(fork)
        intake.forks.append(fork)
        log(delta, .forked, "another delta has this name", [], at: now)
        pending.records.append(forkRow(fork))
    }

    private func wake(_ need: WaitingRoom.Need, _ queue: inout [Incoming]) {
        for hash in waiting.waiting(for: need).reversed() {
            guard var item = waiting.remove(hash)?.incoming else { continue }
            item.isLogged = true
            queue.append(item)
        }
    }

    /// Looks at one delta that is not in yet.
    private func step(
        _ item: Incoming, _ intake: inout Intake, _ queue: inout [Incoming], at now: Moment
    ) throws(ArchiveFailure) {
        let delta = item.delta
        if waiting.items[delta.hash] != nil { return }
        let head = spaces[delta.space]?.chains[delta.replica]?.head
        if let head, delta.seq <= head.seq {
            let counted = try countedHash(delta.space, delta.replica, delta.seq)
            if counted != delta.hash { report(forkOf: delta, counted: counted, &intake, at: now) }
            return
        }
        if let head, delta.seq == head.seq + 1, delta.previous != head.hash {
            return report(forkOf: delta, counted: nil, &intake, at: now)
        }
        if let need = try missing(delta, head) { return park(item, for: need, &intake, at: now) }
        let standing = standing(of: delta)
        if let reason = refusal(item, standing) {
            return refuse(item, reason, &intake)
        }
        if let version = standing.rules, version.rules == nil, delta.space != .staff {
            return park(item, for: .program, &intake, at: now)
        }
        if needsCommit(delta, standing) {
            park(item, for: .commit(delta.hash), &intake, at: now)
            wake(.part(delta.hash), &queue)
            return
        }
        guard let group = try parts(of: item, standing, &intake, at: now) else { return }
        try take(group, &intake, at: now)
    }

    private typealias Part = (item: Incoming, standing: Standing)

    /// The parts of a commit that are taken in together; nil if the delta waits for one, or is refused with one.
    private func parts(
        of item: Incoming, _ standing: Standing, _ intake: inout Intake, at now: Moment
    ) throws(ArchiveFailure) -> [Part]? {
        var group: [Part] = []
        for part in item.delta.record?.parts ?? [] {
            let position = Position(replica: item.delta.replica, seq: part.seq, hash: part.hash)
            if try covers(part.space, position) { continue }
            let partHead = spaces[part.space]?.chains[item.delta.replica]?.head
            guard let waiting = waiting.items[part.hash]?.incoming, waiting.delta.space == part.space,
                waiting.delta.position == position, reach(partHead, waiting.delta)
            else {
                park(item, for: .part(part.hash), &intake, at: now)
                return nil
            }
            if let need = try missing(waiting.delta, partHead) {
                park(item, for: need, &intake, at: now)
                return nil
            }
            let standing = self.standing(of: waiting.delta)
            if let reason = refusal(waiting, standing) {
                refuse(item, "a part of its commit is refused: \(reason)", &intake)
                return nil
            }
            group.append((waiting, standing))
        }
        return group + [(item, standing)]
    }

    /// Whether a chain's head does not lie beyond a delta's predecessor or on another branch: the part of a commit may have
    /// waited while the other branch of a fork took its number.
    private func reach(_ head: Position?, _ delta: Delta) -> Bool {
        let seq = head?.seq ?? 0
        return seq + 1 < delta.seq || (seq + 1 == delta.seq && head?.hash == delta.previous)
    }

    private func take(_ group: [Part], _ intake: inout Intake, at now: Moment) throws(ArchiveFailure) {
        var judged: [(delta: Delta, standing: Standing, judgement: Judgement)] = []
        for part in group {
            judged.append((part.item.delta, part.standing, try judge(part.item.delta, part.standing)))
        }
        for part in group { waiting.remove(part.item.delta.hash) }
        takeIn(judged, isLive: group.allSatisfy(\.item.isLive), at: now)
        intake.counted += judged.map(\.delta)
    }

    /// The first thing that a delta names and that is not here.
    private func missing(_ delta: Delta, _ head: Position?) throws(ArchiveFailure) -> WaitingRoom.Need? {
        if delta.seq > (head?.seq ?? 0) + 1 { return .position(delta.space, delta.replica, delta.seq - 1) }
        for position in delta.context where try !covers(delta.space, position) {
            return .position(delta.space, position.replica, position.seq)
        }
        for position in delta.staffContext where try !covers(.staff, position) {
            return .position(.staff, position.replica, position.seq)
        }
        guard holding.isAdmin, let record = delta.record else { return nil }
        for seen in record.seen where try !covers(seen.space, seen.position) {
            return .position(seen.space, seen.position.replica, seen.position.seq)
        }
        return nil
    }

    /// Why a delta whose context is here is refused; nil if it is not.
    private func refusal(_ item: Incoming, _ standing: Standing) -> String? {
        guard let key = standing.key, standing.role != nil else { return "its author is no member at its context" }
        if item.isVerified { return nil }
        let delta = item.delta
        guard crypto.verify(delta.signature, of: delta.signedMessage(shop: shop), by: key) else {
            return "its signature is not its author's"
        }
        return nil
    }

    private func refuse(_ item: Incoming, _ reason: String, _ intake: inout Intake) {
        intake.refused.append(.init(position: item.delta.position, space: item.delta.space, reason: reason))
        if item.isLogged { pending.dropped.insert(item.delta.hash) }
    }

    /// Lets a delta wait. It must be its claimed author's, so that nobody uses up another's share; authors not known here yet
    /// have one small share together.
    private func park(_ item: Incoming, for need: WaitingRoom.Need, _ intake: inout Intake, at now: Moment) {
        let delta = item.delta
        let key = membership.key(of: delta.replica.node)
        var isVerified = item.isVerified
        if !isVerified, let key {
            guard crypto.verify(delta.signature, of: delta.signedMessage(shop: shop), by: key) else {
                return refuse(item, "its signature is not its author's", &intake)
            }
            isVerified = true
        }
        let payer = key == nil ? nil : delta.replica.node
        let limit = payer == nil ? limits.waitingBytesOfUnknown : limits.waitingBytesPerAuthor
        let size = waiting.bytes(of: payer) + delta.bytes.count
        guard size <= limit, waiting.items.count < limits.waitingDeltas else { return }
        if !item.isLogged { log(delta, .waiting, "", [], at: now) }
        let waiter = Incoming(delta, isVerified: isVerified, isLive: item.isLive)
        waiting.park(waiter, for: need, payer: payer, order: lastOrder)
        intake.parked.append(delta.hash)
    }
}
