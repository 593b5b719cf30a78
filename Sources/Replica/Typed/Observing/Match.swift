/// A document that an observation's condition holds for. It never changes; a later value of the observation has another.
///
/// A class, so that a list of thousands is handed on without copying their contents.
public final class Match<Content: Sendable>: Sendable {
    /// Which document.
    public let reference: DocumentReference
    /// The document, as it was then.
    public let document: Content
    /// What it was read from.
    let fields: StoredFields

    init(_ document: Content, from fields: StoredFields) {
        reference = fields.reference
        self.document = document
        self.fields = fields
    }
}
