/// Levels, movements and counts.
extension PanelSchemas {
    static let stock: JSONObject = [
        "StockLevel": object(
            ["id", "sku", "name", "level", "threshold", "target", "state", "places", "scan"],
            [
                "id": string(), "sku": string(), "name": string(), "level": integer(), "threshold": orNull(quantity),
                "target": orNull(quantity), "state": stockState,
                "places": described(
                    array(object(["place", "level"], ["place": string(), "level": integer()])),
                    "The level by place, for goods that were put somewhere."),
                "scan": described(string(), "What a count of the product must send along: what was seen of it."),
            ]),
        "StockPage": page(of: "StockLevel"),
        "StockAnswer": object(
            ["sku", "before", "after", "state", "movements", "reach", "write"],
            [
                "sku": string(), "before": integer(), "after": integer(), "state": stockState,
                "movements": described(array(string()), "The ids of the ledger's new entries."), "reach": ref("Reach"),
                "write": ref("Write"),
            ]),
        "Receive": object(["quantity"], ["quantity": integer(1, 1_000_000_000), "location": place, "note": note]),
        "Adjust": object(
            ["quantity", "reason"],
            [
                "quantity": described(
                    integer(-1_000_000_000, 1_000_000_000),
                    "Positive: the reason says whether it comes or goes. Only a correction takes a negative one."),
                "reason": choice(["returned", "damaged", "lost", "own-use", "correction"]), "location": place,
                "note": described(note, "A correction needs one."),
            ]),
        "Count": object(
            ["counted"],
            [
                "counted": integer(0, 1_000_000_000), "location": place, "note": note,
                "scan": described(
                    string(1, 8192), "From `GET /api/stock`, at the moment of counting; without it, what is known now."),
            ]),
        "Move": object(
            ["quantity", "to"],
            [
                "quantity": integer(1, 1_000_000_000), "location": described(place, "From there."), "to": place,
                "note": note,
            ]),
        "Movement": document(
            ["sku", "product", "quantity", "reason", "madeAt", "receivedAt", "node", "nodeName"],
            [
                "sku": string(), "product": string(), "quantity": described(integer(), "Signed."), "reason": string(),
                "bill": string(), "number": string(), "location": string(), "note": string(), "by": string(),
                "madeAt": ref("Moment"), "receivedAt": ref("Moment"), "node": string(), "nodeName": string(),
                "counted": integer(),
            ]),
        "MovementPage": page(
            of: "Movement",
            [
                "sums": described(
                    array(
                        object(
                            ["sku", "reason", "quantity"], ["sku": string(), "reason": string(), "quantity": integer()])
                    ),
                    "Over all pages, by product and reason.")
            ]),
    ]

    private static let place = string(1, 100)
    private static let note = string(1, 4000)
}
