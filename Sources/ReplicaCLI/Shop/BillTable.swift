import ReplicaCommand
import ReplicaPanel

/// Bills as a table with a line of totals.
enum BillTable {
    /// The lines, the heading first; a line of totals for each currency last.
    static func lines(_ bills: [JSON], sums: [JSON], _ width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("NUMBER"), .init("DATE"), .init("CUSTOMER", canShrink: true), .init("STATE"),
            .init("TOTAL", .trailing), .init("OPEN", .trailing), .init("REACH"),
        ])
        for bill in bills {
            table.add([
                name(bill), StyledText(bill.text("date")), StyledText(bill.text("customerName")),
                PaymentWord.text(bill), StyledText(bill.money("total")), StyledText(bill.money("open")),
                StyledText(bill.reachText),
            ])
        }
        if let sum = sums.first {
            table.setFooter([
                "", "", "", StyledText("all together", .faint), StyledText(sum.money("total"), .strong),
                StyledText(sum.money("open"), .strong), "",
            ])
        }
        let others = sums.dropFirst().map { StyledText("and \($0.money("total")), of which open \($0.money("open"))") }
        return table.lines(width: width) + others
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
