import ReplicaCommand
import ReplicaPanel

/// Changing and deleting bills that were not issued.
extension Command {
    /// `replica bill edit`
    static let billEdit = Command(.billEdit) { (context) throws(CommandError) in
        let draft = try await context.draft()
        let changed = try await context.change(
            ["api", "draft", draft.text("id")], method: "PATCH", json: try context.draftChange(draft))
        return try context.finish(changed, with: context.verb("Changed", "Would change"))
    }

    /// `replica bill delete`
    static let billDelete = Command(.billDelete) { (context) throws(CommandError) in
        let draft = try await context.draft()
        let answer = try await context.change(["api", "draft", draft.text("id")], method: "DELETE", json: nil)
        let customer = draft.text("customerName")
        let whose = customer.isEmpty ? "" : " for \(customer)"
        return try context.finish(
            answer, ["id"],
            "\(context.verb("Deleted", "Would delete")) the draft \(BillTable.name(draft).plainText, .strong)\(whose)")
    }
}

extension CommandContext {
    /// The draft that the command is about.
    fileprivate func draft() async throws(CommandError) -> JSON {
        let id = invocation.text("ID") ?? ""
        let bill = try await node().get(["api", "bill", id])
        guard let number = bill["number"]?.stringValue else { return bill }
        throw .failure(
            "bill.issued", .refused, "\(number) is issued, and an issued bill is neither edited nor deleted.",
            hint:
                "If it should not exist, `\(try commandLine("bill void \(number) --reason TEXT"))`; if it asks for too much, `\(try commandLine("bill credit \(number) --reason TEXT"))`."
        )
    }

    /// What the options make of it.
    fileprivate func draftChange(_ draft: JSON) throws(CommandError) -> JSON {
        var body = particulars(["customer", "note"])
        if let due = invocation.date("due") { body["due"] = .string(due.description) }
        try clearFields(of: &body)
        let removed = Set(invocation.texts("remove"))
        for sku in removed.sorted() where Self.keys(of: sku, in: draft).isEmpty {
            throw .failure(
                "line.missing", .notFound, "The draft has no line with the product \(quoted(sku)).",
                hint: "See its lines with `\(try commandLine("bill show \(draft.text("id").prefix(8))"))`.")
        }
        let keys = removed.sorted().flatMap { Self.keys(of: $0, in: draft) }
        if !keys.isEmpty { body["remove"] = .array(keys.map { .string($0) }) }
        let lines = try invocation.billLines("line").map { (line) throws(CommandError) in
            try Self.line(line, replacing: removed.contains(line.sku) ? [] : Self.keys(of: line.sku, in: draft))
        }
        if !lines.isEmpty { body["lines"] = .array(lines) }
        return body
    }

    /// The keys of the lines with a product.
    private static func keys(of sku: String, in draft: JSON) -> [String] {
        draft.list("lines").filter { $0.text("sku") == sku }.map { $0.text("key") }
    }

    /// A line in the place of the one that has its product, or beside the others.
    private static func line(_ line: BillLineText, replacing keys: [String]) throws(CommandError) -> JSON {
        guard keys.count < 2 else {
            throw .usage(
                "line.ambiguous", "The draft has \(keys.count) lines with the product \(quoted(line.sku)).",
                hint: "Give `--remove \(ShellText.quoted(line.sku))` as well, which takes all of them away.")
        }
        var body = Self.line(line)
        if let key = keys.first { body["key"] = .string(key) }
        return body
    }
}
