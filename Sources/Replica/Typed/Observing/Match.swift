/// A document that an observation's condition holds for.
public struct Match<Content: Sendable>: Sendable {
    /// Which document.
    public let reference: DocumentReference
    /// The document, as it was then.
    public let document: Content
}
