import ReplicaCommand
import ReplicaPanel

/// A bill as it goes onto paper, with marks for what the paper must not hide.
struct BillPaper {
    /// The bill as the node gave it.
    let bill: JSON
    /// The shop's name now, for a draft.
    let shop: String

    private static let columns = 72

    private var title: String { bill["number"]?.stringValue.map { "Bill \($0)" } ?? "Draft, not a bill" }

    /// What must stand on it in bold: void, paid, not yet elsewhere.
    private var marks: [String] {
        var marks: [String] = []
        if bill.text("state") == "void" { marks.append("VOID: \(bill.text("reason"))") }
        if let settled { marks.append(settled) }
        if bill["number"]?.stringValue != nil, bill["reach"]?.number("reached") == 0,
            (bill["reach"]?.number("members") ?? 0) > 0
        {
            marks.append("Kept on one computer only so far")
        }
        return marks
    }

    /// What has become of what it asks for. Money beyond that is told: who reads "paid" alone would not ask for it.
    private var settled: String? {
        let money = BillMoney(bill)
        let back = money.has("toGiveBack") ? "; \(bill.money("toGiveBack")) to give back" : ""
        switch bill.text("payment") {
        case "paid": return (money.has("received") ? "PAID" : "CREDITED, nothing to pay") + back
        case "refunded": return "PAID AND GIVEN BACK" + back
        case "void-to-give-back": return "\(bill.money("toGiveBack")) to give back"
        case "": return bill.text("state") == "draft" ? "Preliminary: issuing it fixes its prices" : nil
        default: return nil
        }
    }

    private var particulars: [(String, String)] {
        [
            ("Date", bill.text("date")), ("Due", bill.text("due")), ("Customer", buyer),
            ("Note", bill.text("note")),
        ].filter { !$0.1.isEmpty }
    }

    /// Name, company and address as they were when it was issued.
    private var buyer: String {
        guard let buyer = bill["buyer"] else { return bill.text("customerName") }
        let town = [buyer.text("postcode"), buyer.text("city")].filter { !$0.isEmpty }.joined(separator: " ")
        return [buyer.text("name"), buyer.text("company"), buyer.text("address"), town, buyer.text("country")]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private var sums: [(String, String)] {
        let taxes = bill.list("taxes").map { ("of which \($0.text("rate")) % tax", $0.money("tax")) }
        let credits = bill.list("credits").map { ("Credited, \($0.text("reason"))", BillLedger.less($0)) }
        let money = BillMoney(bill)
        let paid = money.has("received") ? [("Paid", bill.money("received"))] : []
        let isTooMuch = money.has("toGiveBack")
        let rest = isTooMuch ? ("To give back", bill.money("toGiveBack")) : ("To pay", bill.money("open"))
        let isReduced = bill["discount"]?.number("minor") ?? 0 > 0
        let discounts = isReduced ? [("Discounts, taken off above", bill.money("discount"))] : []
        return discounts + [("Total", bill.money("total"))] + taxes + credits + paid
            + (bill.text("state") == "draft" ? [] : [rest])
    }

    /// The price of one; of a draft, the one that holds now.
    private static func price(_ line: JSON) -> String {
        line["price"]?.moneyText ?? line.money("presentPrice")
    }

    /// The shop as it was when the bill was issued: its name, and what stood below it.
    private var letterhead: [String] {
        let members = bill["letterhead"]
        let texts = ["address", "contact", "taxNumber", "bank"].map { members?.text($0) ?? "" }
        return [bill.text("seller").isEmpty ? shop : bill.text("seller")]
            + texts.flatMap { $0.split(separator: "\n").map(String.init) }
    }

    /// Lines of plain text.
    var text: [String] {
        var lines = letterhead + ["", title] + marks.map { "*** \($0) ***" } + [""]
        lines += particulars.map { "\($0.0): \($0.1)" } + [""]
        for line in bill.list("lines") {
            let left = "\(line.number("quantity")) x \(line.text("name"))"
            lines.append(Self.row(left, line.money("total")))
            if line.number("quantity") != 1 { lines.append("    at \(Self.price(line))") }
        }
        lines.append(String(repeating: "-", count: Self.columns))
        return lines + sums.map { Self.row($0.0, $0.1) }
    }

    /// Lines of a page that stands for itself: nothing is loaded from elsewhere.
    var page: [String] {
        let rows = bill.list("lines").map { line in
            "<tr>" + Self.cell("\(line.number("quantity"))") + Self.cell(line.text("name"))
                + Self.cell(Self.price(line))
                + Self.cell(line.money("total")) + "</tr>"
        }
        let name = Self.escaped(title)
        return [
            "<!doctype html>", "<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\(name)</title>",
            "<style>body{font:14px/1.5 sans-serif;max-width:45em;margin:2em auto}table{width:100%;border-collapse:collapse}"
                + "td,th{padding:.3em;border-bottom:1px solid #ccc;text-align:left}td:nth-child(n+3),th:nth-child(n+3){text-align:right}"
                + ".mark{font-weight:bold;border:2px solid;display:inline-block;padding:0 .5em}</style></head><body>",
            "<p>\(letterhead.map(Self.escaped).joined(separator: "<br>"))</p><h1>\(name)</h1>",
        ] + marks.map { "<p class=\"mark\">\(Self.escaped($0))</p>" }
            + particulars.map { "<p>\($0.0): \(Self.escaped($0.1))</p>" }
            + ["<table><tr><th>Quantity</th><th>What</th><th>Price</th><th>Total</th></tr>"] + rows + ["</table>"]
            + sums.map { "<p>\(Self.escaped($0.0)): <strong>\(Self.escaped($0.1))</strong></p>" } + ["</body></html>"]
    }

    private static func row(_ left: String, _ right: String) -> String {
        let space = max(1, columns - left.displayWidth - right.displayWidth)
        return left + String(repeating: " ", count: space) + right
    }

    private static func cell(_ text: String) -> String { "<td>\(escaped(text))</td>" }

    /// Text that means itself in HTML.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
