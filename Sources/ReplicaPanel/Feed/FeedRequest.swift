import Replica
import ReplicaShop

/// What a reader of the feed asks for.
struct FeedRequest: Sendable {
    /// Go on after this row; nil: begin now.
    let since: UInt64?
    /// Only rows that touch these collections, and only their documents; nil: all. For readers without views.
    let collections: Set<String>?
    /// The views to follow; empty for readers of rows as they are.
    let subscriptions: [FeedSubscription]
    /// Whether the views' documents are sent first, and again when the reader can't go on where it was.
    let wantsSnapshot: Bool
    /// Whether every row is told, however far behind the reader is.
    let wantsEvery: Bool
    /// Tells how the node stands to the others, if that is wanted.
    let standing: (@Sendable () async throws -> JSON)?

    /// Reads a call.
    /// - Throws: 400 for parameters that do not fit together. A bad filter is told in the stream.
    init(_ call: PanelCall, _ shop: ShopNode, standing: (@Sendable () async throws -> JSON)?) async throws {
        self.standing = standing
        since = try Self.since(call)
        wantsSnapshot = call.flag("snapshot")
        wantsEvery = call.flag("every")
        let (names, filters) = (call.texts("collection"), call.texts("where"))
        guard filters.count <= names.count, !wantsSnapshot || !names.isEmpty else {
            throw HTTPFailure(
                .badRequest, code: "bad-parameter",
                "A snapshot, and each where, needs the collection that it is about.",
                hint: "The n-th where belongs to the n-th collection.", field: "collection")
        }
        guard wantsSnapshot || !filters.isEmpty else {
            (collections, subscriptions) = (names.isEmpty ? nil : Set(names), [])
            return
        }
        guard !wantsEvery else {
            throw HTTPFailure(
                .badRequest, code: "bad-parameter", "A view tells what has become of its documents, and not every row.",
                hint: "Leave out every, or snapshot and where.", field: "every")
        }
        collections = nil
        let known = try await shop.node.read { snapshot in names.map { snapshot.fieldNames(of: $0) } }
        subscriptions = names.indices.map { number in
            let text = number < filters.count ? filters[number] : ""
            return FeedSubscription(number, names[number], where: text.isEmpty ? nil : text, known: known[number])
        }
    }

    /// A browser that connects again repeats the address it began with; what it saw last counts more.
    private static func since(_ call: PanelCall) throws(HTTPFailure) -> UInt64? {
        guard let last = call.text("Last-Event-ID") else { return call.integer("since").map { UInt64($0) } }
        guard let number = Int64(last), number >= 0 else {
            throw HTTPFailure(
                .badRequest, code: "bad-parameter", "Last-Event-ID is no position of this feed.", field: "Last-Event-ID"
            )
        }
        return UInt64(number)
    }
}
