import ReplicaDocuments

/// The documents that match a condition: an asynchronous sequence that begins with the present state and goes on with each
/// change, as long as somebody reads it.
///
/// ```swift
/// for try await low in node.observe(Product.self, where: { $0.stock.value <= $0.threshold }) {
///     print("\(low.documents.count) to reorder")
/// }
/// ```
///
/// - The first value comes at once, even if nothing matches. Later ones come only when something that matches, or matched, changed.
/// - A reader that is slower than the changes misses none of them: it gets the latest state, with all differences to the state
///   that it had before, in one value. It holds up neither the node nor other readers, and nothing but the names of changed
///   documents is kept for it.
/// - Leaving the loop ends the observation, and so does cancelling its task. Nothing has to be retained or cancelled.
/// - It ends, without an error, when the node closes; what was written just before may then not have come. It throws
///   ``ReplicaError/closed`` if the node was closed already, and ``ReplicaError/storage(_:)`` if the node's disk failed.
///
/// Every loop over the sequence is an observation of its own. The node stays open while there is one.
public struct DocumentUpdates<Content: Sendable>: AsyncSequence, Sendable {
    /// What a reader gets.
    public typealias Element = Matches<Content>
    /// How an observation can fail.
    public typealias Failure = ReplicaError

    /// Reads a stored document; nil if the condition doesn't hold for it.
    typealias Reading = @Sendable (StoredFields) throws(ReplicaError) -> Content?

    let node: Node
    let collection: String
    let space: Space?
    let makeReading: @Sendable () throws(ReplicaError) -> Reading

    /// Begins an observation.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// One observation. It belongs to the task that reads it.
    public struct Iterator: AsyncIteratorProtocol {
        private let observation: DocumentObservation<Content>
        private var signals: AsyncStream<Void>.Iterator
        private var hasBegun = false
        private var isOver = false

        init(_ updates: DocumentUpdates) {
            let log = ChangeLog(collection: updates.collection, space: updates.space)
            observation = DocumentObservation(updates, log)
            signals = updates.node.signals(noting: log.note).makeAsyncIterator()
        }

        /// The next state that differs; nil when the node has closed or the task was cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(ReplicaError) -> Matches<Content>? {
            while !isOver {
                do throws(ReplicaError) {
                    guard await signals.next(isolation: actor) != nil else {
                        if hasBegun || Task.isCancelled { break }
                        throw .closed
                    }
                    guard let matches = try await observation.refresh() else { continue }
                    hasBegun = true
                    return matches
                } catch {
                    isOver = true
                    if hasBegun, error == .closed { return nil }
                    throw error
                }
            }
            isOver = true
            return nil
        }
    }
}
