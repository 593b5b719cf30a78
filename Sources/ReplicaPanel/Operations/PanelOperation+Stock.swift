import Replica
import ReplicaShop

extension PanelOperation {
    static let stock: [PanelOperation] = [
        listStock, receive, adjust, count, moveStock, listMovements, showMovement, reverseMovement,
    ]

    static let listStock = PanelOperation(
        .get, "/api/stock", id: "listStock", "Levels against their thresholds", tag: .stock, for: .admins("see stock"),
        parameters: [
            .flag("low", "Only products at or below their threshold."),
            .flag("out", "Only products of which nothing is left."),
            .flag("below-zero", "Only products of which more was sold than recorded."),
            .query("location", "Only products at this place."), .uncounted,
            .text(in: "SKU, name, barcode, category or supplier"), .filter(ShopFields.products.names),
            .sort(["sku", "name", "level"]), .limit, .after,
        ],
        answers: [.init(.ok, "One page.", .json(named: "StockPage"))])

    private static func movement(_ word: String, _ summary: String, details: String? = nil, _ body: String)
        -> PanelOperation
    {
        PanelOperation(
            .post, RoutePattern("/api/stock/{sku}/\(word)"), id: word + "Stock", summary, details: details, tag: .stock,
            .writes, for: .admins("move stock"), body: .json(named: body),
            answers: [.init(.ok, "Before and after.", .json(named: "StockAnswer"))])
    }

    static let receive = movement("receive", "Record goods that came in", "Receive")
    static let adjust = movement("adjust", "Record goods lost, damaged, returned or used", "Adjust")
    static let count = movement(
        "count", "Record what was counted",
        details:
            "Movements that the count had not seen come on top of it; of two counts that did not see each other one holds.",
        "Count")
    static let moveStock = movement("move", "Record goods moved to another place", "Move")

    static let listMovements = PanelOperation(
        .get, "/api/stockTransaction", id: "listMovements", "The ledger of stock, the latest first", tag: .stock,
        for: .admins("see the ledger of stock"),
        parameters: [
            .query("sku", "Only those of this product."),
            .choices(
                "reason",
                ["received", "sold", "returned", "counted", "damaged", "lost", "own-use", "moved", "correction"],
                "Only those for one of these reasons."),
            .query("bill", "Only those of this bill."), .since("Only those that happened then or later."),
            .query("until", "Only those that happened before this day or moment."),
            .query("location", "Only those at this place."), .text(in: "SKU, name, note or person"),
            .filter(ShopFields.movements.names), .flag("summary", "Add the sums by product and reason."),
            .sort(["latest", "quantity"]),
            .limit, .after,
        ],
        answers: [.init(.ok, "One page.", .json(named: "MovementPage"))])

    static let reverseMovement = PanelOperation(
        .post, "/api/stockTransaction/{id}/reverse", id: "reverseMovement", "Take a movement back by an opposite one",
        details: """
            For what was recorded by mistake, once: two computers that do it while apart do it once. What a bill, a move or a count \
            wrote, and what was counted since, is refused.
            """,
        tag: .stock, .writes, for: .admins("move stock"),
        answers: [.init(.ok, "Before and after.", .json(named: "StockAnswer"))])

    static let showMovement = PanelOperation(
        .get, "/api/stockTransaction/{id}", id: "showMovement",
        "One movement of stock, by its id or the beginning of it",
        tag: .stock, for: .admins("see the ledger of stock"), parameters: [.explain],
        answers: [.init(.ok, "The movement.", .json(named: "Movement"))])
}
