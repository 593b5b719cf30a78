import ReplicaCommand
import ReplicaPanel

extension Command {
    private static let productKeys = ["id", "sku", "name", "price", "threshold"]

    /// `replica product list`
    static let productList = Command(.productList) { (context) throws(CommandError) in
        let invocation = context.invocation
        var query = [HTTPQueryItem(name: "sort", value: invocation.text("sort") ?? "sku")]
        if let text = invocation.text("search") { query.append(HTTPQueryItem(name: "text", value: text)) }
        if let filter = invocation.text("where") { query.append(HTTPQueryItem(name: "where", value: filter)) }
        let listing = try await context.node().list(
            ["api", "product"], query: query, limit: invocation.integer("limit"))
        try context.output.present(
            Presentation(json: .array(listing.items), plain: listing.items.map(productRecord)) { width in
                listing.items.isEmpty ? ["No product."] : productLines(listing.items, width) + listing.remainder
            })
        return .done
    }

    /// `replica product show`
    static let productShow = Command(.productShow) { (context) throws(CommandError) in
        let product = try await context.node().get(["api", "product", context.invocation.text("SKU") ?? ""])
        let now = context.now
        try context.output.present(
            Presentation(json: product, plain: [productRecord(product)]) { _ in
                CardLines.lines(
                    "\(product.text("name"), .strong) (\(product.text("sku")))",
                    [
                        ("price", product.money("price")),
                        ("tax", product.text("tax").isEmpty ? "the shop's usual" : product.text("tax") + " %"),
                        ("stock", "\(product.number("level"))"), ("threshold", product.plain("threshold")),
                        ("target", product.plain("target")), ("barcode", product.text("barcode")),
                        ("category", product.text("category")), ("supplier", product.text("supplier")),
                        ("counted", product.moment("countedAt").map(TimeText.absolute) ?? "never"),
                        ("id", product.text("id")),
                    ]) + CardLines.end(product, now: now)
            })
        return .done
    }

    /// `replica product add`
    static let productAdd = Command(.productAdd) { (context) throws(CommandError) in
        var body = context.productFields()
        body["sku"] = .string(context.invocation.text("sku") ?? "")
        if let stock = context.invocation.integer("stock") { body["stock"] = .integer(stock) }
        let product = try await context.change(["api", "product"], json: body)
        let verb = context.globals.isDryRun ? "Would add" : "Added"
        let status = try context.finish(
            product, productKeys,
            "\(verb) \(product.text("name"), .strong) (\(product.text("sku"))) at \(product.money("price"))")
        if !context.globals.isDryRun {
            let sku = ShellText.quoted(product.text("sku"))
            try context.output.note("Next: \(try context.commandLine("stock receive \(sku) 10"), .strong)")
        }
        return status
    }

    /// `replica product edit`
    static let productEdit = Command(.productEdit) { (context) throws(CommandError) in
        let key = context.invocation.text("SKU") ?? ""
        let product = try await context.change(
            ["api", "product", key], method: "PATCH", json: context.productFields())
        let verb = context.globals.isDryRun ? "Would change" : "Changed"
        return try context.finish(
            product, productKeys,
            "\(verb) \(product.text("name"), .strong) (\(product.text("sku"))): \(product.money("price")), threshold \(product["threshold"]?.integerValue.map(String.init) ?? "none")"
        )
    }

    private static func productLines(_ products: [JSON], _ width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("SKU"), .init("NAME", canShrink: true), .init("PRICE", .trailing), .init("STOCK", .trailing),
            .init("LOW AT", .trailing), .init("STATE"), .init("REACH"),
        ])
        for product in products {
            table.add([
                StyledText(product.text("sku")), StyledText(product.text("name")), StyledText(product.money("price")),
                "\(product.number("level"))", StyledText(product.plain("threshold")),
                StockState.text(product.text("state")), StyledText(product.reachText),
            ])
        }
        return table.lines(width: width)
    }

    private static func productRecord(_ product: JSON) -> [String] {
        [product.text("sku"), product.text("name"), product.money("price")]
            + ["level", "threshold", "state", "id"].map { product.plain($0) }
    }
}

extension CommandContext {
    /// What `product add` and `product edit` say beside the key.
    fileprivate func productFields() -> JSON {
        var body: JSON = [:]
        if let name = invocation.text("name") { body["name"] = .string(name) }
        if let price = invocation.decimal("price") { body["price"] = .string(price.text) }
        if let code = invocation.text("barcode") { body["barcode"] = .string(code) }
        if let tax = invocation.decimal("tax") { body["tax"] = .string(tax.text) }
        if let threshold = invocation.integer("threshold") { body["threshold"] = .integer(threshold) }
        if let target = invocation.integer("target") { body["target"] = .integer(target) }
        if let category = invocation.text("category") { body["category"] = .string(category) }
        if let supplier = invocation.text("supplier") { body["supplier"] = .string(supplier) }
        if let strict = invocation.text("strict") { body["strict"] = .bool(strict == "yes") }
        return body
    }
}
