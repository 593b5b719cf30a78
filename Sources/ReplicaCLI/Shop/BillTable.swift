import ReplicaCommand
import ReplicaPanel

/// Bills as a table with a line of totals.
enum BillTable {
    /// The lines, the heading first; a line of totals for each currency last.
    static func lines(_ bills: [JSON], sums: [JSON], _ width: Int?) -> [StyledText] {
        // Where there is little room, the currency stands in the heading.
        let currency = (width ?? .max) < comfortableWidth ? onlyCurrency(bills + sums) : nil
        let unit = currency.map { " \($0)" } ?? ""
        func money(_ json: JSON, _ key: String) -> String {
            let text = json.money(key)
            return text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : text
        }
        var table = TextTable([
            .init("NUMBER"), .init("DATE", dropped: 2), .init("CUSTOMER", canShrink: true), .init("STATE"),
            .init("TOTAL" + unit, .trailing), .init("OPEN" + unit, .trailing), .init("REACH", dropped: 1),
        ])
        for bill in bills {
            table.add([
                name(bill), StyledText(bill.text("date")), StyledText(bill.text("customerName")),
                state(bill), StyledText(money(bill, "total")), StyledText(money(bill, "open")),
                StyledText(bill.reachText),
            ])
        }
        if let sum = sums.first {
            table.setFooter([
                "", "", "", StyledText("all together", .faint), StyledText(money(sum, "total"), .strong),
                StyledText(money(sum, "open"), .strong), "",
            ])
        }
        let others = sums.dropFirst().map { StyledText("and \($0.money("total")), of which open \($0.money("open"))") }
        return table.lines(width: width) + others
    }

    private static func state(_ bill: JSON) -> StyledText {
        let isOverpaid = bill.text("payment") == "paid" && BillMoney(bill).has("toGiveBack")
        return PaymentWord.text(bill) + (isOverpaid ? StyledText(", overpaid", .warning) : "")
    }

    private static let comfortableWidth = 110

    /// The currency of all amounts, if it is one.
    private static func onlyCurrency(_ items: [JSON]) -> String? {
        let all = Set(items.flatMap { [$0["total"], $0["open"]] }.compactMap { $0?["currency"]?.stringValue })
        return all.count == 1 ? all.first : nil
    }

    /// Fields of a tab-separated line.
    static func record(_ bill: JSON) -> [String] {
        [
            bill.text("id"), bill.plain("number"), bill.plain("date"), bill.plain("customer"), bill.text("state"),
            bill.plain("payment"), bill.money("total"), bill.money("open"), bill.reachText,
        ]
    }

    /// The number, or the beginning of the id of a draft.
    static func name(_ bill: JSON) -> StyledText {
        bill["number"]?.stringValue.map { StyledText($0) } ?? StyledText(String(bill.text("id").prefix(8)), .faint)
    }
}
