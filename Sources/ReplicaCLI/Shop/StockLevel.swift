import ReplicaCommand
import ReplicaPanel

/// The level of a product, in the whole shop or at one place of it.
struct StockLevel {
    /// As the node gave it, with the level at the place if one was asked for.
    let json: JSON
    /// The level over all places.
    let total: Int64

    /// With `place`, the level there. The threshold is that of the whole shop.
    init(_ item: JSON, at place: String?) {
        var json = item
        if let place, let there = item.list("places").first(where: { $0.text("location") == place }) {
            json["level"] = there["level"]
        }
        self.json = json
        total = item.number("level")
    }

    /// Whether it is low or below zero.
    var wantsAttention: Bool { json.text("state") != "ok" }

    /// The lines of a table, with bars that fill with the level.
    static func lines(_ levels: [StockLevel], at place: String?, width: Int?) -> [StyledText] {
        if let place { return lines(levels, thereAt: place, width: width) }
        var table = TextTable([
            .init("SKU"), .init("NAME", canShrink: true), .init("LEVEL", .trailing), .init("LOW AT", .trailing),
            .init(""), .init("STATE"),
        ])
        for level in levels {
            let json = level.json
            let bar = Meter.bar(
                level: json.number("level"), threshold: json.number("threshold"),
                target: json["target"]?.integerValue)
            table.add([
                StyledText(json.text("sku")), StyledText(json.text("name")), "\(json.number("level"))",
                StyledText(json.plain("threshold")), StyledText(bar), StockState.text(json.text("state")),
            ])
        }
        return table.lines(width: width)
    }

    /// Levels at one place beside those of the whole shop, which the thresholds are about.
    private static func lines(_ levels: [StockLevel], thereAt place: String, width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("SKU"), .init("NAME", canShrink: true), .init("AT \(place.uppercased())", .trailing),
            .init("IN ALL", .trailing), .init("STATE"),
        ])
        for level in levels {
            table.add([
                StyledText(level.json.text("sku")), StyledText(level.json.text("name")),
                "\(level.json.number("level"))", "\(level.total)", StockState.text(level.json.text("state")),
            ])
        }
        return table.lines(width: width)
    }
}
