import ReplicaCommand
import ReplicaPanel

/// Levels of stock and what moves them.
extension Command {
    private static let levelKeys = ["sku", "name", "level", "threshold", "state"]

    /// `replica stock list`
    static let stockList = Command(.stockList) { (context) throws(CommandError) in
        let invocation = context.invocation
        var query = [HTTPQueryItem(name: "sort", value: "sku")]
        if let days = invocation.integer("uncounted") {
            query.append(HTTPQueryItem(name: "uncounted", value: String(days)))
        }
        for (flag, name) in [("low", "low"), ("empty", "out"), ("below-zero", "below-zero")] where invocation.has(flag)
        {
            query.append(HTTPQueryItem(name: name, value: "true"))
        }
        let place = invocation.text("location")
        if let place { query.append(HTTPQueryItem(name: "location", value: place)) }
        if let filter = invocation.text("where") { query.append(HTTPQueryItem(name: "where", value: filter)) }
        let listing = try await context.node().list(["api", "stock"], query: query)
        let levels = listing.items.map { StockLevel($0, at: place) }
        try context.output.present(
            Presentation(
                json: .array(levels.map { $0.json.only(levelKeys) }),
                plain: levels.map { level in levelKeys.map { level.json.plain($0) } }
            ) { width in levels.isEmpty ? ["Nothing to show."] : StockLevel.lines(levels, at: place, width: width) })
        return invocation.has("check") && levels.contains(where: \.wantsAttention) ? .degraded : .done
    }

    /// `replica stock receive`
    static let stockReceive = Command(.stockReceive) { (context) throws(CommandError) in
        try await context.moveStock("receive", verb: "Received", "Would receive")
    }

    /// `replica stock adjust`
    static let stockAdjust = Command(.stockAdjust) { (context) throws(CommandError) in
        let reason = context.invocation.text("reason") ?? ""
        return try await context.moveStock(
            "adjust", ["reason": .string(reason)], verb: "Recorded as \(reason):", "Would record as \(reason):")
    }

    /// `replica stock move`
    static let stockMove = Command(.stockMove) { (context) throws(CommandError) in
        let to = context.invocation.text("to") ?? ""
        return try await context.moveStock("move", ["to": .string(to)], verb: "Moved", "Would move")
    }

    /// `replica stock reverse`
    static let stockReverse = Command(.stockReverse) { (context) throws(CommandError) in
        let answer = try await context.change(
            ["api", "stockTransaction", context.invocation.text("ID") ?? "", "reverse"], json: [:])
        let verb = context.globals.isDryRun ? "Would take back" : "Took back"
        return try context.finish(
            answer, CommandContext.movementKeys,
            "\(verb) a movement of \(answer.text("sku"), .strong): \(answer.number("before")) -> \(answer.number("after")) (\(StockState.text(answer.text("state"))))"
        )
    }

    /// `replica stock log`
    static let stockLog = Command(.stockLog) { (context) throws(CommandError) in
        let invocation = context.invocation
        var query = [HTTPQueryItem(name: "sort", value: "latest")]
        for name in ["sku", "reason"] {
            if let text = invocation.text(name) { query.append(HTTPQueryItem(name: name, value: text)) }
        }
        if let since = invocation.moment("since") {
            query.append(HTTPQueryItem(name: "since", value: since.text(now: context.now)))
        }
        if let filter = invocation.text("where") { query.append(HTTPQueryItem(name: "where", value: filter)) }
        if invocation.has("summary") { query.append(HTTPQueryItem(name: "summary", value: "true")) }
        let listing = try await context.node().list(
            ["api", "stockTransaction"], query: query, limit: invocation.integer("limit"))
        let log = StockLog(listing: listing)
        try context.output.present(invocation.has("summary") ? log.summary : log.presentation)
        return .done
    }
}

extension CommandContext {
    fileprivate static let movementKeys = ["sku", "before", "after", "state", "records", "reach"]

    /// One movement: what the options say of it, and what it did to the level.
    fileprivate func moveStock(
        _ move: String, _ particulars: JSON = [:], verb done: String, _ rehearsed: String
    ) async throws(CommandError) -> ExitStatus {
        var body = particulars
        let quantity = invocation.integer("QTY") ?? 0
        body["quantity"] = .integer(quantity)
        for name in ["location", "note"] {
            if let text = invocation.text(name) { body[name] = .string(text) }
        }
        let answer = try await change(["api", "stock", invocation.text("SKU") ?? "", move], json: body)
        let verb = globals.isDryRun ? rehearsed : done
        let (before, after) = (answer.number("before"), answer.number("after"))
        let to = particulars["to"]?.stringValue.map { " to \($0)" } ?? ""
        let level = before == after ? "still \(after) in all" : "\(before) -> \(after)"
        return try finish(
            answer, Self.movementKeys,
            "\(verb) \(quantity) of \(answer.text("sku"), .strong)\(to): \(level, .strong) (\(StockState.text(answer.text("state"))))"
        )
    }
}
