import ReplicaCommand
import ReplicaPanel

/// Looking bills up.
extension Command {
    /// `replica bill list`
    static let billList = Command(.billList) { (context) throws(CommandError) in
        let listing = try await context.node().list(
            ["api", "bill"], query: context.billQuery(), limit: context.invocation.integer("limit"))
        let bills = listing.items
        try context.output.present(
            Presentation(json: .array(bills), plain: bills.map(BillTable.record)) { width in
                bills.isEmpty
                    ? ["No bill."] : BillTable.lines(bills, sums: listing.page.list("sums"), width) + listing.remainder
            })
        return .done
    }

    /// `replica bill show`
    static let billShow = Command(.billShow) { (context) throws(CommandError) in
        let bill = try await context.bill()
        let now = context.now
        try context.output.present(
            Presentation(json: bill, plain: [BillTable.record(bill)]) { width in
                BillCard(bill: bill, now: now).lines(width: width)
            })
        return .done
    }

    /// `replica bill history`
    static let billHistory = Command(.billHistory) { (context) throws(CommandError) in
        let id = context.invocation.text("ID") ?? ""
        let history = try await context.node().get(["api", "bill", id, "history"])
        let items = history.list("items")
        let isVerbose = context.globals.verbosity > 0
        try context.output.present(
            Presentation(json: .array(items), plain: items.map(WriteTable.record)) { width in
                isVerbose ? WriteTable.lines(items, width: width) : BillStory(items).lines(width: width)
            })
        return .done
    }

    /// `replica bill print`
    static let billPrint = Command(.billPrint) { (context) throws(CommandError) in
        let bill = try await context.bill()
        let settings = try await context.node().get(["api", "settings"])
        let paper = BillPaper(bill: bill, shop: settings.text("name"))
        let isPage = context.invocation.text("format") == "html"
        let lines = isPage ? paper.page : paper.text
        try context.output.present(
            Presentation(
                json: ["id": .string(bill.text("id")), "text": .string(lines.joined(separator: "\n"))],
                plain: lines.map { [$0] }
            ) { _ in lines.map { StyledText($0) } })
        return .done
    }
}

extension CommandContext {
    /// The bill or draft that the command is about.
    fileprivate func bill() async throws(CommandError) -> JSON {
        try await node().get(["api", "bill", invocation.text("ID") ?? ""])
    }

    fileprivate func billQuery() -> [HTTPQueryItem] {
        // The newest first is what people look for; names and numbers ascend.
        let sort = invocation.text("sort") ?? "date"
        var query = [HTTPQueryItem(name: "sort", value: ["date", "total"].contains(sort) ? "-" + sort : sort)]
        query += invocation.texts("state").map { HTTPQueryItem(name: "state", value: $0) }
        if let customer = invocation.text("customer") {
            query.append(HTTPQueryItem(name: "customer", value: customer))
        }
        if let since = invocation.moment("since") {
            query.append(HTTPQueryItem(name: "since", value: since.text(now: now)))
        }
        if let filter = invocation.text("where") { query.append(HTTPQueryItem(name: "where", value: filter)) }
        if invocation.has("only-here") { query.append(HTTPQueryItem(name: "only-here", value: "true")) }
        return query
    }
}
