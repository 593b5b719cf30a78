import ReplicaDocuments
import ReplicaStorage

extension NodeCore {
    /// How many refused changes one turn of the node's thread reads.
    private static let refusedPage = PageLimit(rows: 256, bytes: 4 << 20)

    /// Refused changes after a place in the log, oldest first; none at the end.
    func refused(after order: Int64) throws(ReplicaError) -> [RefusedChange] {
        do throws(StorageError) {
            return try file.deltas(verdict: Verdict.void.rawValue, after: order, limit: Self.refusedPage)
                .compactMap(RefusedChange.init)
        } catch { throw ReplicaError(error) }
    }
}

extension RefusedChange {
    /// Reads a stored delta; nil if it can't be read, which the audit of signatures tells.
    fileprivate init?(_ row: StoredDelta) {
        guard let hash = DeltaHash(bytes: row.hash), let delta = try? Delta(bytes: row.body, hash: hash) else {
            return nil
        }
        var documents: [DocumentReference] = []
        for change in delta.changes {
            let reference = DocumentReference(DocumentAddress(delta.space, change.document))
            if documents.last != reference { documents.append(reference) }
        }
        self.init(
            order: row.order, node: delta.replica.node.description, user: delta.user,
            madeAtMicroseconds: delta.stamp.microseconds, receivedAtMilliseconds: row.receivedMilliseconds,
            reason: String(decoding: row.note, as: UTF8.self), documents: documents)
    }
}
