import ReplicaCommand
import ReplicaPanel

/// What was recorded on a bill: money in and out, and credits.
struct BillLedger {
    /// The bill as the node gave it.
    let bill: JSON

    /// The lines of a table, with what is open or to be given back below it.
    func lines(width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("ID"), .init("DATE"), .init("WHAT"), .init("HOW", canShrink: true), .init("AMOUNT", .trailing),
        ])
        for entry in bill.list("payments") { table.add(Self.cells(of: entry)) }
        for credit in bill.list("credits") {
            table.add([
                Self.short(credit.text("id")), StyledText(credit.text("date")), "credit",
                StyledText(credit.text("reason")), StyledText(Self.less(credit)),
            ])
        }
        let rest = BillMoney(bill).has("toGiveBack") ? "toGiveBack" : "open"
        table.setFooter([
            "", "", rest == "open" ? "open" : "to give back", "", StyledText(bill.money(rest), .strong),
        ])
        return table.lines(width: width)
    }

    private static func cells(of entry: JSON) -> [StyledText] {
        let kind = entry.text("kind")
        let taken = entry["stands"] == false && entry.text("reverses").isEmpty ? " (taken back)" : ""
        let reversed = entry.text("reverses").prefix(shownLetters)
        let how = [
            reversed.isEmpty ? "" : "takes back \(reversed)", entry.text("method"), entry.text("ref"),
            entry.text("note"),
        ]
        let comesIn = kind == "payment" || kind == "refund-reversal"
        return [
            reversed.isEmpty ? short(entry.text("id")) : "", StyledText(day(of: entry)),
            StyledText(kind.split(separator: "-").joined(separator: " ") + taken),
            StyledText(how.filter { !$0.isEmpty }.joined(separator: ", ")),
            StyledText(comesIn ? entry.money("amount") : less(entry)),
        ]
    }

    private static let shownLetters = 8

    private static func short(_ id: String) -> StyledText { StyledText(String(id.prefix(shownLetters))) }

    /// The day that it bears; of a reversal, which bears none, that of its making.
    private static func day(of entry: JSON) -> String {
        let made = entry.moment("madeAt").map { String(TimeText.absolute($0).prefix(10)) }
        return entry.text("date").isEmpty ? made ?? "" : entry.text("date")
    }

    /// The amount as it lowers a sum.
    static func less(_ entry: JSON) -> String {
        guard let minor = entry["amount"]?["minor"]?.integerValue, minor != .min else { return entry.money("amount") }
        return MoneyText.format(minor: -minor, currency: entry["amount"]?.text("currency") ?? "")
    }
}
