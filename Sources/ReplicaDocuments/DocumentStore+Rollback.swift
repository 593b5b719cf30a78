package import ReplicaCRDT

// A replica that was rolled back (a backup put back, a disk that lost writes) or copied must not write: the numbers that it
// would give next may stand for other deltas already ("nothing is issued again"). It reads and receives on. Going on under
// the same node id takes a new incarnation, which this version does not open by itself.
extension DocumentStore {
    /// A peer says that it has more of this replica than is here. Not kept on disk: it may lie, and if it does not, the proof
    /// follows.
    package func suspectRollback() { isRolledBack = true }

    /// A delta that this replica signed, and that is not from here, has come: proof. Kept on disk with the next write.
    package func proveRollback(by position: Position, in space: Space) {
        guard !isRollbackProven else { return }
        (isRolledBack, isRollbackProven) = (true, true)
        var writer = ByteWriter(capacity: 64)
        space.encode(into: &writer)
        position.replica.encode(into: &writer)
        writer.varint(position.seq)
        position.hash.encode(into: &writer)
        pending.records.append(.init(table: .rollback, key: [], value: writer.bytes))
    }
}
