/// A stored document that can't be read as the type that was asked for.
public struct UnreadableDocument: Hashable, Sendable {
    /// Which document.
    public let reference: DocumentReference
    /// Why: ``ReplicaError/invalid(_:)`` with the property and what is wrong with it.
    public let error: ReplicaError
}
