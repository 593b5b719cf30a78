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

    /// The first of what comes after the cursor, in order. O(n) but for the few that are shown; ids, which cost more than keys, are asked
    /// for only where keys are alike.
    func page<Item>(_ items: [Item], id: (Item) -> String, by key: (Item) -> SortKey) -> Page<Item> {
        let keys = items.map(key)
        var ids = [String?](repeating: nil, count: items.count)
        func place(_ index: Int) -> Place {
            let known = ids[index] ?? id(items[index])
            ids[index] = known
            return Place(key: keys[index], id: known)
        }
        func isBefore(_ one: Place, _ other: Place) -> Bool { isDescending ? other.precedes(one) : one.precedes(other) }
        func comes(_ one: Int, before other: Int) -> Bool {
            keys[one] == keys[other] ? isBefore(place(one), place(other)) : (keys[one] < keys[other]) != isDescending
        }
        var (first, rest) = ([Int](), 0)
        for index in items.indices {
            if let after {
                let isAfter =
                    keys[index] == after.key ? isBefore(after, place(index)) : (after.key < keys[index]) != isDescending
                guard isAfter else { continue }
            }
            rest += 1
            if first.count == limit, let last = first.last, !comes(index, before: last) { continue }
            first.insert(index, at: Self.partition(first) { comes(index, before: $0) })
            if first.count > limit { first.removeLast() }
        }
        let next = first.count < rest ? first.last.map { Self.cursor(place($0)) } : nil
        return Page(items: first.map { items[$0] }, next: next, count: items.count)
    }

    /// Where the second part of a sorted array begins.
    private static func partition(_ sorted: [Int], isSecond: (Int) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(sorted[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
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
