/// The node's feed as an asynchronous sequence: every transaction after a row, in order, without a gap or a repetition, for as long
/// as somebody reads it.
///
/// Rows are read from disk, a page at a time, when the reader has taken those before: a slow reader holds nobody up, and nothing is
/// kept for it but the rest of its page. Leaving the loop ends it, and so does cancelling its task; it ends, without an error, when
/// the node closes. It throws ``ReplicaError/closed`` if the node was closed already, and ``ReplicaError/storage(_:)`` if the node's
/// disk failed.
public struct Feed: AsyncSequence, Sendable {
    /// What a reader gets.
    public typealias Element = FeedTransaction
    /// How reading can fail.
    public typealias Failure = ReplicaError

    private static let pageRows = 256

    let node: Node
    let start: UInt64?

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// One reader. It belongs to the task that reads.
    public struct Iterator: AsyncIteratorProtocol {
        private let node: Node
        private var signals: AsyncStream<Void>.Iterator
        private var last: UInt64?
        private var page: ArraySlice<FeedTransaction> = []
        private var isAtEnd = true
        private var hasBegun = false

        init(_ feed: Feed) {
            node = feed.node
            last = feed.start
            signals = feed.node.changes().makeAsyncIterator()
        }

        /// The next row; nil when the node has closed or the task was cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(ReplicaError) -> FeedTransaction? {
            do {
                while page.isEmpty {
                    if isAtEnd, await signals.next(isolation: actor) == nil {
                        if hasBegun || Task.isCancelled { return nil }
                        throw ReplicaError.closed
                    }
                    let after: UInt64
                    if let last { after = last } else { after = try await node.feedPosition() }
                    last = after
                    page = try await node.feed(after: after, limit: Feed.pageRows)[...]
                    isAtEnd = page.isEmpty
                    hasBegun = true
                }
            } catch ReplicaError.closed where hasBegun {
                return nil
            } catch let error as ReplicaError {
                throw error
            } catch { throw .storage("\(error)") }
            let row = page.removeFirst()
            last = row.seq
            return row
        }
    }
}
