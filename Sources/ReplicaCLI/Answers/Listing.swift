import ReplicaCommand
import ReplicaPanel

/// A list as the node gives it, page by page, put together.
struct Listing: Sendable {
    /// The items, at most as many as were asked for.
    let items: [JSON]
    /// How many there are in all.
    let count: Int64
    /// The first page, for what it says beside the items.
    let page: JSON

    /// What the last line says if not all are shown; empty otherwise.
    var remainder: [StyledText] {
        let hidden = count - Int64(items.count)
        return hidden > 0 ? [StyledText("… and \(hidden) more; see --limit", .faint)] : []
    }
}

extension NodeConnection {
    /// The most items that the node gives at once.
    private static let pageSize: Int64 = 1_000

    /// Fetches a list, or the first `limit` of it.
    func list(
        _ path: [String], query: [HTTPQueryItem] = [], limit: Int64? = nil
    ) async throws(CommandError) -> Listing {
        var items: [JSON] = []
        var first: JSON?
        var next: String?
        repeat {
            let wanted = min(Self.pageSize, limit.map { $0 - Int64(items.count) } ?? Self.pageSize)
            var query = query + [HTTPQueryItem(name: "limit", value: String(wanted))]
            if let next { query.append(HTTPQueryItem(name: "after", value: next)) }
            let page = try await get(path, query: query)
            items += page.list("items")
            first = first ?? page
            next = page["next"]?.stringValue
            if page.list("items").isEmpty { next = nil }
        } while next != nil && limit.map { Int64(items.count) < $0 } ?? true
        return Listing(items: items, count: first?.number("count") ?? 0, page: first ?? .null)
    }
}
