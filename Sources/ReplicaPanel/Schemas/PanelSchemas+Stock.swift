/// Levels, movements and counts.
extension PanelSchemas {
    static let stock: JSONObject = [
        "StockLevel": object(
            ["id", "sku", "name", "level", "threshold", "target", "state", "countedAt", "places", "scan", "reach"],
            [
                "id": string(), "sku": string(), "name": string(),
                "level": described(integer(), "Over all places."), "threshold": orNull(quantity),
                "target": orNull(quantity), "state": stockState, "countedAt": countedAt,
                "places": described(
                    array(
                        object(
                            ["location", "level", "scan"],
                            ["location": string(), "level": integer(), "scan": orNull(string())])),
                    "The level by place, and what a count there must send along; the empty name is the shop itself."),
                "scan": described(
                    orNull(string()),
                    "What a count must send along: what is known now of the level, at `location` if that was asked for."
                ),
                "reach": ref("Reach"),
            ]),
        "StockPage": page(of: "StockLevel"),
        "StockAnswer": object(
            ["id", "sku", "before", "after", "state", "alerts", "records", "reach", "write"],
            [
                "id": string(), "sku": string(), "before": integer(), "after": integer(), "state": stockState,
                "alerts": array(choice(["low", "below-zero", "recovered"])),
                "records": described(array(string()), "The ids of the ledger's new entries."), "reach": ref("Reach"),
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
                "quantity": integer(1, 1_000_000_000), "location": described(place, "From there."),
                "to": described(string(0, 100), "Empty for the shop itself."),
                "note": note,
            ]),
        "Movement": object(
            [
                "id", "sku", "name", "product", "quantity", "reason", "at", "madeAt", "location", "level", "reversible",
                "reach",
            ],
            [
                "id": string(), "sku": string(), "name": string(), "product": string(),
                "quantity": described(integer(), "Signed; of a count, by how much it changed the level."),
                "reason": string(), "at": described(ref("Moment"), "When it happened."),
                "madeAt": described(ref("Moment"), "When it was recorded."),
                "receivedAt": described(ref("Moment"), "When it came to this node."),
                "node": described(string(), "Which node recorded it."), "nodeName": string(),
                "location": string(), "bill": string(), "number": string(),
                "level": described(integer(), "The product's level after it, over all places."),
                "reverses": described(string(), "The movement that this one takes back."),
                "reversedBy": described(string(), "The movement that takes this one back."),
                "reversible": described(boolean, "It can be taken back by an opposite movement."),
                "note": string(), "by": string(), "counted": integer(), "reach": ref("Reach"),
                "seen": ["type": "object"], "fields": array(ref("Field")),
                "lacking": documentMembers["lacking"] ?? .null,
            ]),
        "MovementPage": optional(
            page(of: "Movement"),
            [
                "sums": described(
                    array(
                        object(
                            ["sku", "name", "reason", "rows", "quantity", "in", "out"],
                            [
                                "sku": string(), "name": string(), "reason": string(), "rows": integer(0),
                                "quantity": integer(), "in": integer(0),
                                "out": described(integer(), "Zero or less."),
                            ])),
                    "With `summary`: over all pages, by product and reason.")
            ]),
    ]

    private static let place = string(1, 100)
    private static let note = string(1, 4000)
}
