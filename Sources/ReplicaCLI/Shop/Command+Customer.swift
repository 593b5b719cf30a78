import ReplicaCommand
import ReplicaPanel

extension Command {
    private static let customerTexts = [
        "ref", "company", "email", "phone", "address", "city", "postcode", "country", "note",
    ]

    /// `replica customer list`
    static let customerList = Command(.customerList) { (context) throws(CommandError) in
        let invocation = context.invocation
        var query = [HTTPQueryItem(name: "sort", value: invocation.text("sort") ?? "name")]
        if let text = invocation.text("search") { query.append(HTTPQueryItem(name: "text", value: text)) }
        if let filter = invocation.text("where") { query.append(HTTPQueryItem(name: "where", value: filter)) }
        let listing = try await context.node().list(
            ["api", "customer"], query: query, limit: invocation.integer("limit"))
        try context.output.present(
            Presentation(json: .array(listing.items), plain: listing.items.map(customerRecord)) { width in
                listing.items.isEmpty ? ["No customer."] : customerTable(listing.items, width) + listing.remainder
            })
        return .done
    }

    /// `replica customer show`
    static let customerShow = Command(.customerShow) { (context) throws(CommandError) in
        let customer = try await context.node().get(["api", "customer", context.invocation.text("ID") ?? ""])
        let now = context.now
        try context.output.present(
            Presentation(json: customer, plain: [customerRecord(customer)]) { _ in
                CardLines.lines(
                    "\(customer.text("name"), .strong)",
                    customerTexts.map { ($0, customer.text($0)) } + [
                        ("bills", "\(customer.number("bills"))"), ("open", openText(customer)),
                        ("id", customer.text("id")),
                    ]) + CardLines.end(customer, now: now)
            })
        return .done
    }

    /// `replica customer add`
    static let customerAdd = Command(.customerAdd) { (context) throws(CommandError) in
        var body: JSON = ["name": .string(context.invocation.text("name") ?? "")]
        for field in customerTexts {
            if let text = context.invocation.text(field) { body[field] = .string(text) }
        }
        let customer = try await context.change(["api", "customer"], json: body)
        let id = customer.text("id")
        let verb = context.globals.isDryRun ? "Would add" : "Added"
        let status = try context.finish(
            customer, ["id", "name"],
            "\(verb) \(customer.text("name"), .strong), id \(String(id.prefix(8)))")
        if !context.globals.isDryRun {
            let create = try context.commandLine("bill create --customer \(id.prefix(8)) --line SKU:QTY")
            try context.output.note("Next: \(create, .strong)")
        }
        return status
    }

    /// `replica customer edit`
    static let customerEdit = Command(.customerEdit) { (context) throws(CommandError) in
        var body = context.particulars(["name"] + customerTexts)
        try context.clearFields(of: &body)
        let changed = body.objectValue?.keys ?? []
        let customer = try await context.change(
            ["api", "customer", context.invocation.text("ID") ?? ""], method: "PATCH", json: body)
        let values = changed.map { "\($0) \(customer.text($0).isEmpty ? "none" : customer.text($0))" }
        return try context.finish(
            customer, ["id", "name"],
            "\(context.verb("Changed", "Would change")) \(customer.text("name"), .strong): \(values.joined(separator: ", "))"
        )
    }

    private static func customerTable(_ customers: [JSON], _ width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("ID"), .init("KEY"), .init("NAME", canShrink: true), .init("COMPANY", canShrink: true),
            .init("CITY", canShrink: true), .init("E-MAIL", canShrink: true),
        ])
        for customer in customers {
            table.add([
                StyledText(String(customer.text("id").prefix(8))), StyledText(customer.text("ref")),
                StyledText(customer.text("name")), StyledText(customer.text("company")),
                StyledText(customer.text("city")), StyledText(customer.text("email")),
            ])
        }
        return table.lines(width: width)
    }

    private static func customerRecord(_ customer: JSON) -> [String] {
        ["id", "ref", "name", "company", "email", "phone", "city"].map { customer.plain($0) }
    }

    /// What is open, one amount a currency.
    private static func openText(_ customer: JSON) -> String {
        let amounts = customer.list("open").compactMap(\.moneyText)
        return amounts.isEmpty ? "nothing" : amounts.joined(separator: " and ")
    }
}
