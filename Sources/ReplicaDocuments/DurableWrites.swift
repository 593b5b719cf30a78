/// What one step of the core wants on disk, in plain bytes: one transaction of the storage. Nothing of it may be seen or sent
/// before it is there.
package struct DurableWrites: Hashable, Sendable {
    /// A delta, new or with a new verdict.
    package struct DeltaRow: Hashable, Sendable {
        /// Where it stands in the order of application.
        package let order: Int64
        /// SHA-256 of the body's first 16 bytes name it.
        package let hash: [UInt8]
        /// The space's bytes.
        package let space: [UInt8]
        /// The replica's 24 bytes.
        package let replica: [UInt8]
        /// Its number.
        package let seq: UInt64
        /// What became of it.
        package let verdict: Verdict
        /// Why it is void; empty otherwise.
        package let note: String
        /// When it arrived, milliseconds since 1970.
        package let receivedMilliseconds: Int64
        /// Its bytes.
        package let body: [UInt8]
        /// The documents that it touched.
        package let touched: [DocumentAddress]
    }

    /// A document's new state.
    package struct DocumentRow: Hashable, Sendable {
        /// Which.
        package let address: DocumentAddress
        /// Its bytes.
        package let state: [UInt8]
    }

    /// A row of the feed.
    package struct FeedItem: Hashable, Sendable {
        /// Its number.
        package let seq: UInt64
        /// Its bytes.
        package let row: [UInt8]
    }

    /// What an operation did.
    package struct OperationRow: Hashable, Sendable {
        /// The 40 bytes of the id.
        package let id: [UInt8]
        /// The result as its caller encoded it.
        package let result: [UInt8]
    }

    /// A small keyed record.
    package struct RecordRow: Hashable, Sendable {
        /// Which table.
        package let table: RecordTable
        /// The key in it.
        package let key: [UInt8]
        /// The value; nil removes it.
        package let value: [UInt8]?
    }

    /// Deltas in order.
    package var deltas: [DeltaRow] = []
    /// Hashes (16 bytes) of waiting deltas that are forgotten.
    package var droppedDeltas: [[UInt8]] = []
    /// Documents.
    package var documents: [DocumentRow] = []
    /// The feed.
    package var feed: [FeedItem] = []
    /// Operations.
    package var operations: [OperationRow] = []
    /// Records.
    package var records: [RecordRow] = []

    /// Nothing to write.
    package init() {}

    /// Whether there is nothing to write.
    package var isEmpty: Bool {
        deltas.isEmpty && droppedDeltas.isEmpty && documents.isEmpty && feed.isEmpty && operations.isEmpty
            && records.isEmpty
    }
}
