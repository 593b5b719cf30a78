/// Everything that one transaction writes: all of it is stored, or nothing.
///
/// Carried out in the order of the properties below. Values longer than `StorageConfiguration.maximumValueBytes` are
/// refused with the whole batch.
package struct StorageBatch: Equatable, Sendable {
    /// Hashes of deltas to forget (waiting ones over a bound); unknown ones are passed over.
    package var removedDeltas: [[UInt8]]
    /// Deltas to store. One whose hash is already there is replaced, and so moves to its new place in the order.
    package var deltas: [StoredDelta]
    /// Documents to store or overwrite.
    package var documents: [StoredDocument]
    /// Documents to remove; their history stays. Unknown ones are passed over.
    package var removedDocuments: [DocumentKey]
    /// History entries to add; one that is there already is passed over.
    package var touches: [StoredTouch]
    /// Feed rows to add; a number that is there already is refused.
    package var feed: [StoredFeedRow]
    /// Forgets the feed rows up to and including this number.
    package var forgetFeedThrough: UInt64?
    /// Operations to remember; the result of one that is there already is replaced.
    package var operations: [StoredOperation]
    /// Records to store, overwrite or remove.
    package var records: [StoredRecord]

    /// Puts a batch together; without arguments an empty one.
    package init(
        removedDeltas: [[UInt8]] = [], deltas: [StoredDelta] = [], documents: [StoredDocument] = [],
        removedDocuments: [DocumentKey] = [], touches: [StoredTouch] = [], feed: [StoredFeedRow] = [],
        forgetFeedThrough: UInt64? = nil, operations: [StoredOperation] = [], records: [StoredRecord] = []
    ) {
        self.removedDeltas = removedDeltas
        self.deltas = deltas
        self.documents = documents
        self.removedDocuments = removedDocuments
        self.touches = touches
        self.feed = feed
        self.forgetFeedThrough = forgetFeedThrough
        self.operations = operations
        self.records = records
    }

    /// Whether committing it would change nothing.
    package var isEmpty: Bool {
        removedDeltas.isEmpty && deltas.isEmpty && documents.isEmpty && removedDocuments.isEmpty && touches.isEmpty
            && feed.isEmpty && forgetFeedThrough == nil && operations.isEmpty && records.isEmpty
    }
}
