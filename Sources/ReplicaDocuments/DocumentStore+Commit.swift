import ReplicaCRDT

extension DocumentStore {
    /// Starts a transaction.
    package func transaction() -> Transaction { Transaction(store: self) }

    /// Writes a transaction as one commit. It is judged by the very code that judges everybody else's, before it is signed;
    /// after that it can't fail. Nothing is visible to anybody until the driver has written `takeWrites()` to disk.
    ///
    /// Returns nil if the transaction has no changes.
    package func commit(
        _ transaction: Transaction, user: String = "", operation: OperationID? = nil, result: [UInt8] = [],
        at now: Moment
    ) throws(TransactionFailure) -> CommitReceipt? {
        guard !transaction.isEmpty else { return nil }
        let drafts = try prepared(transaction, user: user, operation: operation, at: now)
        let standings = try judged(drafts)
        let deltas = try sealed(drafts)
        takeIn(zip(deltas, standings).map { ($0, $1, .applied) }, isLive: true, at: now)
        if drafts.last?.space == .shop { forgetUnseen() }
        if let operation { pending.operations[operation] = result }
        return CommitReceipt(deltas: deltas, feedSeq: feedSeq)
    }

    /// Judges a transaction by the same code as `commit`, and writes nothing: throws what `commit` would throw now.
    package func check(
        _ transaction: Transaction, user: String = "", operation: OperationID? = nil, at now: Moment
    ) throws(TransactionFailure) {
        guard !transaction.isEmpty else { return }
        let drafts = try prepared(transaction, user: user, operation: operation, at: now)
        _ = try judged(drafts)
        _ = try sealed(drafts)
    }

    /// The drafts of a transaction's parts, the shop's last, with the record of the whole commit.
    private func prepared(
        _ transaction: Transaction, user: String, operation: OperationID?, at now: Moment
    ) throws(TransactionFailure) -> [DeltaDraft] {
        guard !isRolledBack else { throw .rolledBack }
        if let newest = newestRules, newest.rules == nil { throw .needsNewerProgram }
        var drafts = drafts(of: transaction, user: user, operation: operation, at: now)
        if needsShopPart(drafts), drafts.last?.space != .shop {
            drafts.append(draft(in: .shop, [], user: user, operation: operation, at: now))
        }
        if drafts.last?.space == .shop {
            drafts[drafts.count - 1].record = CommitRecord(parts: placeholders(drafts), seen: unseenPositions)
        }
        return drafts
    }

    private func drafts(
        of transaction: Transaction, user: String, operation: OperationID?, at now: Moment
    ) -> [DeltaDraft] {
        let spaces = transaction.spaces.sorted { left, right in
            (left == .shop ? 1 : 0, left) < (right == .shop ? 1 : 0, right)
        }
        return spaces.map { draft(in: $0, transaction.changes(in: $0), user: user, operation: operation, at: now) }
    }

    private func draft(
        in space: Space, _ changes: [Change], user: String, operation: OperationID?, at now: Moment
    ) -> DeltaDraft {
        let state = spaces[space]
        let chain = state?.chains[replica]
        var clock = state?.clock ?? HybridClock()
        var draft = DeltaDraft(
            space: space, replica: replica, seq: (chain?.head.seq ?? 0) + 1, previous: chain?.head.hash,
            stamp: clock.next(wall: now.microseconds))
        draft.context = news(in: frontier(space), since: chain?.past, exceptOwn: true)
        if space != .staff { draft.staffContext = news(in: frontier(.staff), since: chain?.staff, exceptOwn: false) }
        draft.user = user
        draft.operation = operation
        draft.changes = changes
        if chain == nil { draft.predecessor = formerHead(in: space) }
        return draft
    }

    /// What a frontier covers beyond what the own chain has named.
    private func news(in frontier: Frontier, since vector: VersionVector?, exceptOwn: Bool) -> [Position] {
        frontier.positions.filter { position in
            !(exceptOwn && position.replica == replica) && position.seq > (vector?[position.replica] ?? 0)
        }
    }

    /// The head of this node's former incarnation in a space, if there is one.
    private func formerHead(in space: Space) -> Position? {
        spaces[space]?.chains.values.map(\.head).filter { $0.replica.node == replica.node && $0.replica != replica }
            .max { ($0.seq, $0.replica) < ($1.seq, $1.replica) }
    }

    /// An admin's commit has a `shop` part, unless it is one that admits its own author by a root statement.
    private func needsShopPart(_ drafts: [DeltaDraft]) -> Bool {
        holding.isAdmin && !drafts.contains { $0.space == .staff && standing(of: $0.unsealed).root != nil }
    }

    /// The other parts, before their hashes are known.
    private func placeholders(_ drafts: [DeltaDraft]) -> [CommitRecord.Part] {
        drafts.dropLast().map { .init(space: $0.space, seq: $0.seq, hash: DeltaHash(high: 0, low: 0)) }
    }

    private var unseenPositions: [CommitRecord.Seen] {
        unseen.keys.sorted().flatMap { space in
            unseen[space]!.values.sorted { $0.replica < $1.replica }.map { .init(space: space, position: $0) }
        }
    }

    private func forgetUnseen() {
        for space in unseen.keys.sorted() {
            for replica in unseen[space]!.keys.sorted() { pending.records.append(unseenRow(space, replica, nil)) }
        }
        unseen = [:]
    }

    private func judged(_ drafts: [DeltaDraft]) throws(TransactionFailure) -> [Standing] {
        var standings: [Standing] = []
        for draft in drafts {
            let delta = draft.unsealed
            let standing = standing(of: delta)
            guard standing.role != nil else { throw .notMember }
            let judgement: Judgement
            do throws(ArchiveFailure) { judgement = try judge(delta, standing) } catch { throw .unreadable(error) }
            if case .void(let reason) = judgement { throw .void(reason) }
            standings.append(standing)
        }
        return standings
    }

    private func sealed(_ drafts: [DeltaDraft]) throws(TransactionFailure) -> [Delta] {
        var deltas: [Delta] = []
        for var draft in drafts {
            if let record = draft.record {
                let parts = deltas.map { CommitRecord.Part(space: $0.space, seq: $0.seq, hash: $0.hash) }
                draft.record = CommitRecord(parts: parts, seen: record.seen)
            }
            let delta = draft.sealed(shop: shop, by: crypto)
            guard delta.bytes.count <= FormatLimits.deltaBytes, delta.changes.count <= FormatLimits.changes else {
                throw .tooLarge(bytes: delta.bytes.count)
            }
            deltas.append(delta)
        }
        return deltas
    }
}
