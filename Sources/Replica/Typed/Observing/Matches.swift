/// What an observation sees at one moment: all documents that match, and what has become different since the value before.
///
/// It is one consistent moment: of a transaction's changes, all are in it or none. Changes that came while the reader was busy are
/// summed up: a document that appeared and disappeared meanwhile is in no list.
public struct Matches<Content: Sendable>: Sendable {
    /// All that match, ascending by space and id.
    public let all: [Match<Content>]
    /// Those that match now and did not before; at first, all. Ascending.
    public let appeared: [Match<Content>]
    /// Those that match still and were written to. Ascending.
    public let changed: [Match<Content>]
    /// Those that match no more, or were deleted, as they last matched. Ascending.
    public let disappeared: [Match<Content>]
    /// Those that can't be read as the type, ascending; they are in no other list.
    public let unreadable: [UnreadableDocument]
    /// The number of the feed's last row that is in it.
    public let feedSeq: UInt64

    /// All documents that match, ascending by space and id.
    public var documents: [Content] { all.map(\.document) }
}
