import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica audit numbers`
    static let auditNumbers = Command(.auditNumbers) { (context) throws(CommandError) in
        let audit = try await context.node().get(["api", "audit", "numbers"])
        let series = audit.list("series")
        try context.output.present(
            Presentation(
                json: audit,
                plain: series.map { one in ["series", "sound", "first", "last", "count", "voids"].map { one.plain($0) }
                }
            ) { width in
                var table = TextTable([
                    .init("SERIES"), .init("FIRST"), .init("LAST"), .init("COUNT", .trailing),
                    .init("VOID", .trailing), .init("VERDICT", canShrink: true),
                ])
                for one in series {
                    table.add([
                        StyledText(one.text("series")), StyledText(one.text("first")), StyledText(one.text("last")),
                        "\(one.number("count"))", "\(one.number("voids"))",
                        StyledText(one.text("text"), one.flag("sound") ? .good : .bad),
                    ])
                }
                return series.isEmpty
                    ? ["No bill has been issued yet, so no number is missing."]
                    : table.lines(width: width) + [
                        verdict(audit, "No number is missing or doubled.", "Numbers are missing or doubled: see above.")
                    ]
                        + discrepancies(audit)
            })
        return audit.flag("sound") ? .done : .degraded
    }

    /// `replica audit stock`
    static let auditStock = Command(.auditStock) { (context) throws(CommandError) in
        let audit = try await context.node().get(["api", "audit", "stock"])
        let differences = audit.list("differences")
        try context.output.present(
            Presentation(
                json: audit,
                plain: differences.map { one in ["sku", "location", "level", "ledger"].map { one.plain($0) } }
            ) { width in
                var table = TextTable([
                    .init("SKU"), .init("PLACE"), .init("LEVEL", .trailing), .init("MOVEMENTS", .trailing),
                ])
                for one in differences {
                    table.add([
                        StyledText(one.text("sku")), StyledText(one.text("location")), "\(one.number("level"))",
                        "\(one.number("ledger"))",
                    ])
                }
                let text = CommandError.sentence(audit.text("text"))
                return (differences.isEmpty ? [] : table.lines(width: width)) + [verdict(audit, text, text)]
            })
        return audit.flag("sound") ? .done : .degraded
    }

    private static func discrepancies(_ audit: JSON) -> [StyledText] {
        audit.list("discrepancies").map { one in
            let (recorded, found) = (one.plain("recorded"), one.plain("found"))
            return
                "! \("Series \(one.text("series")): its record says the last number is \(recorded.isEmpty ? "none" : recorded), and \(found.isEmpty ? "none" : found) was found.", .bad)"
        }
    }

    private static func verdict(_ audit: JSON, _ sound: String, _ unsound: String) -> StyledText {
        audit.flag("sound") ? StyledText(sound, .good) : StyledText(unsound, .bad)
    }
}
