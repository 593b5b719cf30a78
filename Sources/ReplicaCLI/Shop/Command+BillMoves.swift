import ReplicaCommand
import ReplicaPanel

/// Making bills, and what is done to those that exist.
extension Command {
    /// `replica bill create`
    static let billCreate = Command(.billCreate) { (context) throws(CommandError) in
        let body = try await context.newBill()
        let isIssued = context.invocation.has("issue")
        let bill = try await context.change(["api", isIssued ? "bill" : "draft"], json: body)
        let verb = isIssued ? context.verb("Issued", "Would issue") : context.verb("Made", "Would make")
        let status = try context.finish(bill, with: verb)
        if !isIssued, !context.globals.isDryRun {
            let issue = try context.commandLine("bill issue \(bill.text("id").prefix(8))")
            try context.output.note("Next: \(issue, .strong)")
        }
        return status
    }

    /// `replica bill issue`
    static let billIssue = Command(.billIssue) { (context) throws(CommandError) in
        var body: JSON = [:]
        for day in ["date", "due"] {
            if let date = context.invocation.date(day) { body[day] = .string(date.description) }
        }
        let bill = try await context.moveBill("issue", body)
        return try context.finish(bill, with: context.verb("Issued", "Would issue"))
    }

    /// `replica bill pay`
    static let billPay = Command(.billPay) { (context) throws(CommandError) in
        var body = context.payment()
        if context.invocation.has("overpay") { body["overpay"] = true }
        let bill: JSON
        do throws(CommandError) { bill = try await context.moveBill("pay", body) } catch {
            guard case .failure(let failure) = error, failure.code == "amount.too-much" else { throw error }
            throw .failure(
                failure.code, failure.exit, failure.message,
                hint:
                    "Check the amount for a slip of the keyboard; more than what is open is recorded with `--overpay`.")
        }
        return try context.finish(bill, with: context.verb("Recorded a payment on", "Would record a payment on"))
    }

    /// `replica bill refund`
    static let billRefund = Command(.billRefund) { (context) throws(CommandError) in
        let bill = try await context.moveBill("refund", context.payment())
        return try context.finish(bill, with: context.verb("Recorded a refund on", "Would record a refund on"))
    }

    /// `replica bill reverse`
    static let billReverse = Command(.billReverse) { (context) throws(CommandError) in
        let bill = try await context.moveBill("reverse", context.particulars(["payment", "reason"]))
        return try context.finish(bill, with: context.verb("Took a payment back on", "Would take a payment back on"))
    }

    /// `replica bill credit`
    static let billCredit = Command(.billCredit) { (context) throws(CommandError) in
        var body = context.particulars(["reason"])
        if let amount = context.invocation.decimal("amount") { body["amount"] = .string(amount.text) }
        if let date = context.invocation.date("date") { body["date"] = .string(date.description) }
        if context.invocation.has("restock") { body["restock"] = true }
        let bill = try await context.moveBill("credit", body)
        return try context.finish(bill, with: context.verb("Credited", "Would credit"))
    }

    /// `replica bill void`
    static let billVoid = Command(.billVoid) { (context) throws(CommandError) in
        let bill = try await context.moveBill("void", context.particulars(["reason"]))
        return try context.finish(bill, with: context.verb("Voided", "Would void"))
    }
}

extension CommandContext {
    private static let billKeys = ["id", "number", "state", "payment", "customer", "total", "open", "reach"]

    func verb(_ done: String, _ rehearsed: String) -> String { globals.isDryRun ? rehearsed : done }

    /// The options of these names that were given, as text.
    func particulars(_ names: [String]) -> JSON {
        var body: JSON = [:]
        for name in names {
            if let text = invocation.text(name) { body[name] = .string(text) }
        }
        return body
    }

    func moveBill(_ move: String, _ body: JSON) async throws(CommandError) -> JSON {
        try await change(["api", "bill", invocation.text("ID") ?? "", move], json: body)
    }

    /// What `bill pay` and `bill refund` say of the money.
    fileprivate func payment() -> JSON {
        var body = particulars(["method", "ref", "note"])
        if let amount = invocation.decimal("amount") { body["amount"] = .string(amount.text) }
        if let date = invocation.date("date") { body["date"] = .string(date.description) }
        return body
    }

    /// Says what became of the bill.
    func finish(_ bill: JSON, with verb: String) throws(CommandError) -> ExitStatus {
        let noun = bill["number"]?.stringValue == nil ? "draft" : "bill"
        let name = StyledText(BillTable.name(bill).plainText, .strong)
        let customer = bill.text("customerName")
        let money = BillMoney(bill).parts.map { ", " + $0 }.joined()
        // What is to give back of a void bill follows with its amount.
        let state = bill.text("payment") == "void-to-give-back" ? "void" : PaymentWord.text(bill)
        return try finish(
            bill, Self.billKeys,
            "\(verb) \(noun) \(name)\(customer.isEmpty ? "" : " for \(customer)"): \(bill.money("total")), \(state)\(money)"
        )
    }

    /// What `bill create` was told, on the command line or in a file.
    fileprivate func newBill() async throws(CommandError) -> JSON {
        guard let file = invocation.text("from") else {
            var body: JSON = [
                "customer": .string(invocation.text("customer") ?? ""),
                "lines": .array(invocation.billLines("line").map(Self.line)),
            ]
            if let due = invocation.date("due") { body["due"] = .string(due.description) }
            if let note = invocation.text("note") { body["note"] = .string(note) }
            return body
        }
        let bytes = try await InputFile.read(file)
        let body: JSON
        do throws(JSONDecodingError) { body = try JSON.decode(bytes) } catch {
            throw .usage("file.form", "\(quoted(file)) is not JSON: \(error).", hint: Self.billHint)
        }
        guard body.objectValue != nil else {
            throw .usage("file.form", "\(quoted(file)) holds JSON, but no object.", hint: Self.billHint)
        }
        return body
    }

    private static let billHint =
        #"It must look like {"customer": "C-104", "lines": [{"sku": "PEN-01", "quantity": 3}]}."#

    /// A line as the node takes it.
    static func line(_ line: BillLineText) -> JSON {
        var body: JSON = ["sku": .string(line.sku), "quantity": .integer(line.quantity)]
        if let price = line.price { body["price"] = .string(price.text) }
        return body
    }
}
