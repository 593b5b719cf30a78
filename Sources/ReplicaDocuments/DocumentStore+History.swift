package import ReplicaCRDT

extension DocumentStore {
    /// The applied deltas that touched a document, in order of application, what is not on disk yet included.
    package func history(of address: DocumentAddress) throws(ArchiveFailure) -> [ArchivedDelta] {
        var result = try archive.history(of: address)
        for item in pending.deltas where item.archived.verdict == .applied && item.touched.contains(address) {
            result.append(item.archived)
        }
        return result
    }

    /// The hash of the delta that counts under a name; nil if none does.
    package func countedHash(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> DeltaHash? {
        guard let head = spaces[space]?.chains[replica]?.head, seq <= head.seq else { return nil }
        if head.seq == seq { return head.hash }
        if let index = pending.counted[.init(space: space, replica: replica, seq: seq)] {
            return pending.deltas[index].archived.delta.hash
        }
        return try archive.hash(space, replica, seq)
    }

    /// Whether a position is covered: the replica's chain here reaches it, with this very content.
    func covers(_ space: Space, _ position: Position) throws(ArchiveFailure) -> Bool {
        try countedHash(space, position.replica, position.seq) == position.hash
    }

    /// What was stored for an operation, here or by its delta from elsewhere.
    package func operation(_ id: OperationID) throws(ArchiveFailure) -> [UInt8]? {
        if let result = pending.operations[id] { return result }
        return try archive.operation(id)
    }
}
