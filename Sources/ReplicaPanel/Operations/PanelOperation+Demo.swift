extension PanelOperation {
    static let demo: [PanelOperation] = [
        demoState, demoLinks, demoProducts, demoBills, demoMoves, demoConflict, demoRefused, demoBelowZero, demoClear,
    ]

    static let demoState = PanelOperation(
        .get, "/api/demo", id: "showDemo", "Whether demonstrations are allowed here, and what they have made",
        tag: .demo,
        for: .admins("make demo data"), answers: [.init(.ok, "How it is.", .json(named: "DemoState"))])

    static let demoLinks = PanelOperation(
        .post, "/api/demo/links", id: "makeDemoLinks", "A fresh link to the panel of each node of the demonstration",
        tag: .demo, .configures, for: .admins("make demo data"),
        answers: [.init(.ok, "This node first.", .json(named: "DemoLinks"))])

    private static func make(
        _ word: String, id: String, _ summary: String, details: String? = nil, result: String = "DemoResult"
    ) -> PanelOperation {
        PanelOperation(
            .post, RoutePattern("/api/demo/\(word)"), id: id, summary, details: details, tag: .demo, .configures,
            for: .admins("make demo data"), parameters: [.user], body: .json(named: "DemoWish"),
            answers: [.init(.ok, "What was done.", .json(named: result))])
    }

    static let demoProducts = make(
        "products", id: "makeDemoProducts", "Add invented products, 10 without a count",
        details: "Marked by keys that begin with `DEMO-`. Refused unless the node was started for demonstrations.")
    static let demoBills = make(
        "bills", id: "makeDemoBills", "Issue invented bills, 50 without a count",
        details:
            "In every state, drafts among them, for the customers that there are. Marked by a `key` that begins with `demo-`, drafts by "
            + "their note.")
    static let demoMoves = make(
        "moves", id: "makeDemoMovements", "Record invented movements of stock, 200 without a count",
        details: "Of demo products alone, with a note.")
    static let demoConflict = make(
        "conflict", id: "makeDemoConflict", "Make one conflict, for real",
        details: """
            Cuts this node's links, changes the price of a demo product here and, over its own socket, at another admin's node of the \
            demonstration, and restores the links. Refused if there is no such node: one computer alone has no conflicts.
            """)
    static let demoRefused = make(
        "refused", id: "makeDemoRefusal", "Try a change that the rules refuse",
        details: "Voids a demo bill that was paid; the answer is what the rules say to that.")
    static let demoBelowZero = make(
        "below-zero", id: "sellBelowZero", "Sell more of a demo product than there is")
    static let demoClear = make(
        "clear", id: "removeDemo", "Remove what demonstrations made, as far as a shop's books permit",
        details: """
            Drafts and products are deleted. Issued bills are never deleted: payments on them are taken back, and they are voided with a \
            reason; their numbers stay, and so do the movements of stock. The answer says what stays and why.
            """, result: "DemoRemoval")
}
