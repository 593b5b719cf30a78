public import Observation

/// An observation as a model object for user interfaces: it keeps what the latest value said.
///
/// Begins when it is made, ends when it is freed. Reading a property in a view, or in `withObservationTracking`, is enough to be
/// told of changes.
@MainActor @Observable public final class LiveQuery<Content: Sendable> {
    /// All documents that match, ascending by space and id; empty before the first value.
    public private(set) var documents: [Content] = []
    /// The latest value as a whole; nil before the first.
    public private(set) var latest: Matches<Content>?
    /// Why the observation ended early; nil while it runs, and after the node has closed.
    public private(set) var failure: ReplicaError?
    /// Whether no more values come.
    public private(set) var isOver = false

    @ObservationIgnored private var task: Task<Void, Never>?

    /// Begins to observe.
    public init(_ updates: DocumentUpdates<Content>) {
        task = Task { [weak self] in
            do throws(ReplicaError) {
                for try await matches in updates {
                    guard let self else { return }
                    latest = matches
                    documents = matches.documents
                }
            } catch { self?.failure = error }
            self?.isOver = true
        }
    }

    deinit { task?.cancel() }
}
