public import Replica

/// A question about a bill.
public struct QuestionView: Hashable, Sendable, Codable {
    /// The document's id.
    public let id: String
    /// The bill's id.
    public let bill: String
    /// What is asked.
    public let text: String
    /// What the shop answers.
    public let answer: String?
    /// When it changed last, microseconds since 1970 by the author's clock.
    public let changedAtMicroseconds: UInt64

    /// Reads a document; nil if it is no whole question, or has a text in it that may not be shown.
    public init?(_ document: DocumentView) {
        guard let bill = document["bill"]?.text, let raw = document["text"]?.text,
            let text = try? TextKind.note.clean(raw)
        else { return nil }
        id = document.id
        self.bill = bill
        self.text = text
        answer = document["answer"]?.text
        changedAtMicroseconds = document.changedAtMicroseconds
    }
}
