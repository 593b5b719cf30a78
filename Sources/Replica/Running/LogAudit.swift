import ReplicaCRDT
import ReplicaDocuments
import ReplicaStorage

/// An audit of the log, under way: it goes page by page, so that it holds nobody up.
struct LogAudit: Sendable {
    private struct Chain: Hashable {
        let space: Space
        let replica: ReplicaID
    }

    /// Signatures that one turn of the node's thread verifies: some tens of milliseconds.
    private static let page = PageLimit(rows: 256, bytes: 8 << 20)

    private(set) var result = SignatureAudit()
    private var heads: [Chain: Position] = [:]
    private var order: Int64 = 0

    /// Takes the next page; false if there is none.
    mutating func step(_ core: NodeCore) throws(ReplicaError) -> Bool {
        do throws(StorageError) {
            let rows = try core.file.deltasInOrder(after: order, limit: Self.page)
            guard let last = rows.last else { return false }
            for row in rows { take(row, core) }
            order = last.order
        } catch {
            guard case .damagedDelta(let damage) = error else { throw ReplicaError(error) }
            order = damage.order
            result.changes += 1
            fail("", "", damage.seq, "its bytes on disk are damaged")
        }
        return true
    }

    private mutating func take(_ row: StoredDelta, _ core: NodeCore) {
        result.changes += 1
        guard let hash = DeltaHash(bytes: row.hash), let verdict = Verdict(rawValue: row.verdict),
            let delta = try? Delta(bytes: row.body, hash: hash)
        else { return fail("", "", row.seq, "it can't be read") }
        let (author, space) = (delta.replica.node.description, delta.space.description)
        if let key = core.store.membership.key(of: delta.replica.node) {
            let message = delta.signedMessage(shop: core.identity.shop)
            if !core.crypto.verify(delta.signature, of: message, by: key) {
                fail(author, space, delta.seq, "its signature is not its author's")
            }
        } else if verdict != .waiting {
            fail(author, space, delta.seq, "its author's key is not known")
        }
        switch verdict {
        case .applied, .void, .held: follow(delta, author, space)
        case .waiting: result.waiting += 1
        case .forked: break
        }
    }

    /// A change must name the one before it in its author's chain.
    private mutating func follow(_ delta: Delta, _ author: String, _ space: String) {
        let chain = Chain(space: delta.space, replica: delta.replica)
        let head = heads.updateValue(delta.position, forKey: chain)
        if head == nil { result.chains += 1 }
        if delta.seq != (head?.seq ?? 0) + 1 || delta.previous != head?.hash {
            fail(author, space, delta.seq, "the change before it is missing, or is another")
        }
    }

    private mutating func fail(_ node: String, _ space: String, _ seq: UInt64, _ reason: String) {
        result.failures.append(.init(node: node, space: space, seq: seq, reason: reason))
    }
}
