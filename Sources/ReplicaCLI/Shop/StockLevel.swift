import ReplicaCommand
import ReplicaPanel

/// The level of a product, in the whole shop or at one place of it.
struct StockLevel {
    /// As the node gave it, with the level at the place if one was asked for.
    let json: JSON

    /// With `place`, the level there. The threshold is that of the whole shop.
    init(_ item: JSON, at place: String?) {
        var json = item
        if let place, let there = item.list("places").first(where: { $0.text("location") == place }) {
            json["level"] = there["level"]
        }
        self.json = json
    }

    /// Whether it is low or below zero.
    var wantsAttention: Bool { json.text("state") != "ok" }

    /// The lines of a table, with bars that fill with the level.
    static func lines(_ levels: [StockLevel], width: Int?) -> [StyledText] {
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
}
