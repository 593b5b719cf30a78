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
                ("credited", amount("credited")), ("given up", amount("writtenOff")),
                ("to give back", amount("toGiveBack")),
                ("issued as", bill.list("issuedAs").compactMap(\.stringValue).joined(separator: ", ")),
                ("id", bill.text("id")),
            ])
        lines.append("")
        lines += goods(width: width)
        let payments = bill.list("payments") + bill.list("credits")
        if !payments.isEmpty {
            lines.append("")
            lines += BillLedger(bill: bill).lines(width: width)
        }
        for question in bill.list("questions") {
            let answer = question.text("answer")
            lines.append("Asked (\(String(question.text("id").prefix(8)))): \(question.text("text"))")
            lines.append(answer.isEmpty ? "  Not answered yet." : "  Answered: \(answer)")
        }
        return lines + [""] + CardLines.end(bill, now: now)
    }

    /// An amount that is there and not zero.
    private func amount(_ key: String) -> String { BillMoney(bill).has(key) ? bill.money(key) : "" }

    private func goods(width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("QTY", .trailing), .init("SKU"), .init("TEXT", canShrink: true), .init("PRICE", .trailing),
            .init("TOTAL", .trailing),
        ])
        for line in bill.list("lines") {
            table.add([
                "\(line.number("quantity"))", StyledText(line.text("sku")), StyledText(line.text("name")),
                Self.price(of: line),
                StyledText(line.money("total")),
            ])
        }
        table.setFooter(["", "", "total", "", StyledText(bill.money("total"), .strong)])
        return table.lines(width: width) + taxes + outlook
    }

    /// The price of one. On a draft, one that is not fixed follows the product's until it is issued.
    private static func price(of line: JSON) -> StyledText {
        if let fixed = line["price"]?.moneyText { return StyledText(fixed) }
        guard let present = line["presentPrice"]?.moneyText else { return StyledText("as listed", .faint) }
        return StyledText(present + " *", .faint)
    }

    /// What a draft's amounts are worth.
    private var outlook: [StyledText] {
        guard bill.text("state") == "draft", !bill.list("lines").isEmpty else { return [] }
        let isListed = bill.list("lines").contains { $0["price"]?.moneyText == nil }
        return [
            StyledText("preliminary\(isListed ? "; * is the product's price now" : ""): issuing it fixes them", .faint)
        ]
    }

    private var taxes: [StyledText] {
        bill.list("taxes").map { StyledText("of which \($0.text("rate")) % tax: \($0.money("tax"))", .faint) }
    }
}
