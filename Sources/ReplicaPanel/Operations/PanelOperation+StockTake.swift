extension PanelOperation {
    static let stockTake: [PanelOperation] = [
        showStockTake, beginStockTake, endStockTake, scanForStockTake, countInStockTake, leaveOutOfStockTake,
        applyFromStockTake,
    ]

    private static let audience = Audience.admins("count stock")

    static let showStockTake = PanelOperation(
        .get, "/api/stocktake", id: "showStockTake", "The stock-take that is under way on this node",
        details: "Kept on this node alone. It is blind: levels are shown in the review only.", tag: .stock,
        for: audience,
        parameters: [.flag("review", "Add what was expected and the differences.")],
        answers: [.init(.ok, "It, or that there is none.", .json(named: "StockTake"))])

    static let beginStockTake = PanelOperation(
        .post, "/api/stocktake", id: "beginStockTake", "Begin a stock-take of the shop itself or of one place",
        tag: .stock, .configures, for: audience, body: .json(named: "NewStockTake"),
        answers: [.init(.created, "It has begun.", .json(named: "StockTake"))])

    static let endStockTake = PanelOperation(
        .delete, "/api/stocktake", id: "endStockTake", "End the stock-take; counts that were not applied are forgotten",
        tag: .stock, .configures, for: audience, answers: [.init(.ok, "It is over.", .json(named: "Accepted"))])

    static let scanForStockTake = PanelOperation(
        .post, "/api/stocktake/items", id: "scanForStockTake", "A product was scanned",
        details: """
            What this node knows of its level now is remembered: movements that it has not seen come on top of the count. A product that \
            was scanned before keeps its first scan unless it is counted `anew`.
            """,
        tag: .stock, .configures, for: audience, body: .json(named: "StockTakeScan"),
        answers: [.init(.ok, "The product.", .json(named: "StockTakeItem"))])

    static let countInStockTake = PanelOperation(
        .patch, "/api/stocktake/items/{product}", id: "countInStockTake", "So many were counted of a scanned product",
        tag: .stock, .configures, for: audience, body: .json(named: "StockTakeCount"),
        answers: [.init(.ok, "The product.", .json(named: "StockTakeItem"))])

    static let leaveOutOfStockTake = PanelOperation(
        .delete, "/api/stocktake/items/{product}", id: "leaveOutOfStockTake", "Take a product out of the stock-take",
        tag: .stock, .configures, for: audience, answers: [.init(.ok, "It is out.", .json(named: "Accepted"))])

    static let applyFromStockTake = PanelOperation(
        .post, "/api/stocktake/items/{product}/apply", id: "applyFromStockTake",
        "Record what was counted of one product",
        details: "The product leaves the stock-take. Asked for again after a lost answer it counts once.", tag: .stock,
        .configures, for: audience, parameters: [.user], body: .json(named: "StockTakeNote"),
        answers: [.init(.ok, "Before and after.", .json(named: "StockAnswer"))])
}
