/// One page of a list: how it is sorted, where it begins, how long it is.
///
/// A page begins after an item, not at a number: items that come and go meanwhile neither hide nor repeat another. The cursor holds the
/// last item's place in the order.
struct PageRequest {
    /// The field to sort by, without a minus.
    let field: String
    private let isDescending: Bool
    private let limit: Int
    private let after: Place?

    private static let defaultLimit = 200

    /// Where an item stands in the order.
    private struct Place {
        let key: SortKey
        let id: String

        func precedes(_ other: Place) -> Bool {
            if key == other.key { return id.utf8.lexicographicallyPrecedes(other.id.utf8) }
            return key < other.key
        }
    }

    /// What a page holds.
    struct Page<Item> {
        let items: [Item]
        let next: String?
        let count: Int

        /// The list's answer around rendered items.
        func json(_ items: [JSON]) -> JSON {
            ["items": .array(items), "next": JSON(next), "count": JSON(count)]
        }
    }

    /// Reads `sort`, `limit` and `after`; the default order is the table's first.
    init(_ call: PanelCall) throws(HTTPFailure) {
        let sort = call.operation.description.parameters.first { $0.name == "sort" }
        let order = call.text("sort") ?? sort?.schema["enum"]?[0]?.stringValue ?? ""
        isDescending = order.hasPrefix("-")
        field = isDescending ? String(order.dropFirst()) : order
        limit = Int(call.integer("limit") ?? Int64(Self.defaultLimit))
        after = try call.text("after").map { text throws(HTTPFailure) in
            guard let place = Self.place(text) else {
                throw HTTPFailure(
                    .badRequest, code: "bad-cursor", "The parameter after is no cursor of this list.",
                    hint: "Send the `next` of the answer before, or leave it out.", field: "after")
            }
            return place
        }
    }

    /// Sorts and cuts. O(n log n) in all keys; ids, which cost more, are asked for only where keys are alike.
    func page<Item>(_ items: [Item], id: (Item) -> String, by key: (Item) -> SortKey) -> Page<Item> {
        let keys = items.map(key)
        func place(_ index: Int) -> Place { Place(key: keys[index], id: id(items[index])) }
        func isBefore(_ one: Place, _ other: Place) -> Bool { isDescending ? other.precedes(one) : one.precedes(other) }
        var rest = Array(items.indices)
        if let after {
            rest.removeAll { index in
                keys[index] == after.key ? !isBefore(after, place(index)) : (keys[index] < after.key) != isDescending
            }
        }
        rest.sort { isDescending ? keys[$1] < keys[$0] : keys[$0] < keys[$1] }
        var candidates = rest.prefix(limit)
        if let last = candidates.last {
            candidates = rest.prefix(limit + rest.dropFirst(limit).prefix { keys[$0] == keys[last] }.count)
        }
        let page = candidates.map { (index: $0, place: place($0)) }.sorted { isBefore($0.place, $1.place) }.prefix(
            limit)
        let next = page.count < rest.count ? page.last.map { Self.cursor($0.place) } : nil
        return Page(items: page.map { items[$0.index] }, next: next, count: items.count)
    }

    private static func cursor(_ place: Place) -> String {
        JSON.array([place.key.json, .string(place.id)]).encoded().hexadecimal
    }

    private static func place(_ cursor: String) -> Place? {
        guard let bytes = [UInt8](hexadecimal: cursor), let json = try? JSON.decode(bytes),
            let elements = json.arrayValue, elements.count == 2, let key = SortKey(elements[0]),
            let id = elements[1].stringValue
        else { return nil }
        return Place(key: key, id: id)
    }
}
