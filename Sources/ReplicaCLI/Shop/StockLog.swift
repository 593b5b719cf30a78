import ReplicaCommand
import ReplicaPanel

/// Movements of stock, or their sums.
struct StockLog {
    /// What the node gave.
    let listing: Listing

    /// Each movement, the latest first.
    var presentation: Presentation {
        let items = listing.items
        let remainder = listing.remainder
        return Presentation(json: .array(items), plain: items.map(Self.record)) { width in
            items.isEmpty ? ["No movement."] : Self.lines(items, width) + remainder
        }
    }

    /// The sums by product and reason.
    var summary: Presentation {
        let sums = listing.page.list("sums")
        return Presentation(
            json: .array(sums), plain: sums.map { sum in ["sku", "reason", "quantity"].map { sum.plain($0) } }
        ) { width in
            if sums.isEmpty { return ["No movement."] }
            var table = TextTable([.init("SKU"), .init("REASON"), .init("QUANTITY", .trailing)])
            for sum in sums {
                table.add([
                    StyledText(sum.text("sku")), StyledText(sum.text("reason")),
                    StyledText(Self.signed(sum.number("quantity"))),
                ])
            }
            return table.lines(width: width)
        }
    }

    private static func lines(_ items: [JSON], _ width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("MADE"), .init("SKU"), .init("NAME", canShrink: true, dropped: 2), .init("QTY", .trailing),
            .init("LEVEL", .trailing, dropped: 7), .init("REASON"), .init("BILL", dropped: 5),
            .init("PLACE", canShrink: true, dropped: 4),
            .init("NOTE", canShrink: true, dropped: 6), .init("WHO", canShrink: true, dropped: 3),
            .init("REACH", dropped: 1),
        ])
        for item in items {
            table.add([
                StyledText(item.moment("at").map(TimeText.absolute) ?? ""), StyledText(item.text("sku")),
                StyledText(item.text("name")),
                StyledText(signed(item.number("quantity")), item.number("quantity") < 0 ? .plain : .good),
                "\(item.number("level"))", StyledText(item.text("reason")), StyledText(item.text("number")),
                StyledText(item.text("location")),
                StyledText(item.text("note")), StyledText(item.text("by")), StyledText(item.reachText),
            ])
        }
        return table.lines(width: width)
    }

    private static func record(_ item: JSON) -> [String] {
        ["at", "sku", "quantity", "reason", "number", "location", "note", "by", "id"].map {
            item.plain($0)
        }
    }

    private static func signed(_ quantity: Int64) -> String { quantity > 0 ? "+\(quantity)" : String(quantity) }
}
