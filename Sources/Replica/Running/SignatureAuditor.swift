import ReplicaCRDT
import ReplicaDocuments
import ReplicaStorage

/// Goes through the log page by page and checks each delta anew: its bytes, its author's signature, its place in its author's
/// chain. What waits or lost a fork has no place in a chain yet; its signature is checked all the same.
struct SignatureAuditor: Sendable {
    private struct Chain: Hashable {
        let space: Space
        let replica: ReplicaID
    }

    /// What has been found so far.
    private(set) var audit = SignatureAudit()
    private var heads: [Chain: DeltaHash] = [:]
    /// What follows one of these can't be said not to.
    private var damaged: Set<DeltaHash> = []
    private var authors: Set<NodeID> = []
    private var order: Int64 = 0

    /// So much at a time that others are not kept waiting: some 10 ms of signatures.
    private static let page = PageLimit(rows: 128, bytes: 1 << 20)

    /// Checks the next page; false if there was none.
    mutating func checkPage(_ core: NodeCore) throws(ReplicaError) -> Bool {
        do throws(StorageError) {
            let rows = try core.file.deltasInOrder(after: order, limit: Self.page)
            guard let last = rows.last else { return false }
            for row in rows { check(row, core) }
            order = last.order
        } catch .damagedDelta(let delta) {
            audit.changes += 1
            if let hash = DeltaHash(bytes: delta.hash) { damaged.insert(hash) }
            fail(nil, number: delta.seq, .damaged)
            order = delta.order
        } catch { throw ReplicaError(error) }
        return true
    }

    private mutating func check(_ row: StoredDelta, _ core: NodeCore) {
        audit.changes += 1
        guard let hash = DeltaHash(bytes: row.hash), let delta = try? Delta(bytes: row.body, hash: hash) else {
            return fail(nil, number: row.seq, .damaged)
        }
        if authors.insert(delta.replica.node).inserted { audit.authors = authors.count }
        let chain = Chain(space: delta.space, replica: delta.replica)
        let isCounted = row.verdict <= Verdict.void.rawValue
        let follows = delta.previous == heads[chain] || delta.previous.map(damaged.contains) == true
        if isCounted { heads[chain] = hash }
        guard let key = core.store.membership.key(of: delta.replica.node) else {
            return fail(delta, number: delta.seq, .unknownAuthor)
        }
        let message = delta.signedMessage(shop: core.identity.shop)
        guard core.crypto.verify(delta.signature, of: message, by: key) else {
            return fail(delta, number: delta.seq, .signature)
        }
        if isCounted, !follows { fail(delta, number: delta.seq, .chain) }
    }

    private mutating func fail(_ delta: Delta?, number: UInt64, _ reason: SignatureAudit.Failure.Reason) {
        audit.failed += 1
        guard audit.failures.count < SignatureAudit.namedFailures else { return }
        audit.failures.append(
            .init(
                node: delta?.replica.node.description ?? "", space: delta?.space.description ?? "", number: number,
                reason: reason))
    }
}
