package import ReplicaCRDT

/// What the core reads of the past: the log on disk, as its driver keeps it. All answers are functions of what was written.
package protocol Archive: AnyObject {
    /// Whether a delta with this hash is in the log, whatever its verdict.
    func contains(_ hash: DeltaHash) throws(ArchiveFailure) -> Bool
    /// The hash of the delta that counts under a name; nil if none does.
    func hash(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> DeltaHash?
    /// The applied deltas that touched a document, in order of application, each verified against its hash.
    func history(of document: DocumentAddress) throws(ArchiveFailure) -> [ArchivedDelta]
    /// Deltas that count (applied or void) in order of application, after an order number.
    func log(after order: Int64, limit: Int) throws(ArchiveFailure) -> [ArchivedDelta]
    /// The order number of the delta that counts under a name; nil if none does.
    func order(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> Int64?
    /// What was stored for an operation.
    func operation(_ id: OperationID) throws(ArchiveFailure) -> [UInt8]?
}
