import ReplicaCommand
import ReplicaPanel

/// One bill for people: lines, totals, payments, where it is.
struct BillCard {
    /// The bill as the node gave it.
    let bill: JSON
    /// The present, for ages.
    let now: Timestamp

    /// All of it.
    func lines(width: Int?) -> [StyledText] {
        let number = bill["number"]?.stringValue.map { "Bill \($0)" } ?? "Draft \(bill.text("id").prefix(8))"
        var lines = CardLines.lines(
            "\(number, .strong): \(PaymentWord.text(bill))",
            [
                ("customer", bill.text("customerName")), ("date", bill.text("date")), ("due", bill.text("due")),
                ("by", bill.text("by")), ("note", bill.text("note")), ("why void", bill.text("reason")),
                ("issued as", bill.list("issuedAs").compactMap(\.stringValue).joined(separator: ", ")),
                ("id", bill.text("id")),
            ])
        lines.append("")
        lines += goods(width: width)
        let payments = bill.list("payments") + bill.list("credits")
        if !payments.isEmpty {
            lines.append("")
            lines += ledger(width: width)
        }
        for question in bill.list("questions") {
            let answer = question.text("answer")
            lines.append("Asked (\(String(question.text("id").prefix(8)))): \(question.text("text"))")
            lines.append(answer.isEmpty ? "  Not answered yet." : "  Answered: \(answer)")
        }
        return lines + [""] + CardLines.end(bill, now: now)
    }

    private func goods(width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("QTY", .trailing), .init("SKU"), .init("TEXT", canShrink: true), .init("PRICE", .trailing),
            .init("TOTAL", .trailing),
        ])
        for line in bill.list("lines") {
            table.add([
                "\(line.number("quantity"))", StyledText(line.text("sku")), StyledText(line.text("name")),
                line["price"]?.moneyText.map { StyledText($0) } ?? StyledText("as listed", .faint),
                StyledText(line.money("total")),
            ])
        }
        table.setFooter(["", "", "total", "", StyledText(bill.money("total"), .strong)])
        return table.lines(width: width) + taxes
    }

    private var taxes: [StyledText] {
        bill.list("taxes").map { StyledText("of which \($0.text("rate")) % tax: \($0.money("tax"))", .faint) }
    }

    private func ledger(width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("ID"), .init("DATE"), .init("WHAT"), .init("HOW", canShrink: true), .init("AMOUNT", .trailing),
        ])
        for entry in bill.list("payments") {
            let taken = entry["stands"] == false && entry.text("kind") == "payment" ? " (taken back)" : ""
            let how = [entry.text("method"), entry.text("ref"), entry.text("note"), entry.text("reason")]
            table.add([
                StyledText(String(entry.text("id").prefix(8))), StyledText(entry.text("date")),
                StyledText(entry.text("kind") + taken), StyledText(how.filter { !$0.isEmpty }.joined(separator: ", ")),
                StyledText(entry.money("amount")),
            ])
        }
        for credit in bill.list("credits") {
            table.add([
                StyledText(String(credit.text("id").prefix(8))), StyledText(credit.text("date")), "credit",
                StyledText(credit.text("reason")), StyledText(credit.money("amount")),
            ])
        }
        table.setFooter(["", "", "open", "", StyledText(bill.money("open"), .strong)])
        return table.lines(width: width)
    }
}
