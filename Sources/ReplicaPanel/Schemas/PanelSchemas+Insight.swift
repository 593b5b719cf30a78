import ReplicaShop

/// Why, who, when; conflicts and audits.
extension PanelSchemas {
    static let insight: JSONObject = [
        "Value": ["description": "A field's value, as the store keeps it; null for none. Bytes are hexadecimal text."],
        "Field": object(
            ["path", "shown", "writes"],
            [
                "path": string(), "shown": ref("Value"),
                "writes": array(object(write.map(\.key), write.merging(operation))),
            ]),
        "Explanation": object(
            ["ref", "document", "fields"],
            ["ref": string(), "document": ref("Reference"), "fields": array(ref("Field"))]),
        "Reference": object(["collection", "id", "space"], reference),
        "History": object(
            ["bill", "number", "items"],
            [
                "bill": string(), "number": string(),
                "items": array(
                    object(
                        ["document", "path"] + write.map(\.key),
                        JSONObject([("document", ref("Reference")), ("path", string())]).merging(write)
                            .merging(operation))),
            ]),
        "Conflict": object(
            ["id", "name", "kind", "document", "field", "text", "hint", "canResolve", "sides"],
            [
                "id": described(string(), "Short, and the same on every node."), "name": string(), "kind": string(),
                "document": ref("Reference"), "field": orNull(string()),
                "text": described(string(), "What happened, in a sentence."), "hint": string(),
                "canResolve": described(boolean, "Whether keeping a side settles it."), "sides": array(ref("Side")),
            ]),
        "Side": object(
            ["key", "id", "text", "shown"],
            [
                "key": described(string(), "`a`, `b`, …: what `keep` names."), "id": string(), "text": string(),
                "shown": boolean, "node": string(), "nodeName": string(), "user": string(), "madeAt": ref("Moment"),
                "holds": described(boolean, "Of a decision: whether the field shows this now."),
            ]),
        "EffectList": object(
            ["items"],
            [
                "items": array(
                    object(
                        ["side", "effects"],
                        [
                            "side": described(string(), "Its key."),
                            "effects": array(
                                object(
                                    ["what", "before", "after"],
                                    ["what": string(), "before": string(), "after": string()])),
                            "refusal": described(string(), "Why the side can't be kept."),
                        ]))
            ]),
        "Decision": object(
            ["id", "by", "document", "field", "text", "sides", "node", "nodeName", "user", "at", "canTakeBack"],
            [
                "id": described(string(), "Names it on this node."),
                "by": ["type": "string", "enum": .array(ShopDecision.Judge.allCases.map { .string($0.rawValue) })],
                "document": ref("Reference"), "field": string(),
                "text": described(string(), "What happened, in a sentence."), "sides": array(ref("Side")),
                "node": string(), "nodeName": string(), "user": string(), "at": ref("Moment"),
                "canTakeBack": described(boolean, "Whether a discarded value can be made to hold again."),
            ]),
        "DecisionPage": object(
            ["items", "next"],
            [
                "items": array(ref("Decision")),
                "next": orNull(described(integer(0), "The `before` of the next page.")),
            ]),
        "Refusal": object(
            ["node", "nodeName", "user", "madeAt", "receivedAt", "reason", "documents"],
            [
                "node": string(), "nodeName": string(), "user": string(), "madeAt": ref("Moment"),
                "receivedAt": ref("Moment"), "reason": described(string(), "Which rule it broke."),
                "documents": array(ref("Reference")),
            ]),
        "RefusalList": object(["items"], ["items": array(ref("Refusal"))]),
        "ConflictList": object(["items", "count"], ["items": array(ref("Conflict")), "count": integer(0)]),
        "Keep": object(["keep"], ["keep": described(string(1, 4096), "The key of a side, or its id.")]),
        "Settled": object(
            ["id", "name", "kept", "write"],
            [
                "id": string(), "name": string(), "kept": described(string(), "As it was asked for."),
                "text": described(string(), "What holds now."), "write": ref("Write"),
            ]),
        "NumberAudit": object(
            ["sound", "bills", "series", "discrepancies"],
            [
                "sound": boolean, "bills": integer(0), "series": array(ref("SeriesReport")),
                "discrepancies": described(
                    array(
                        object(
                            ["series", "recorded", "found"],
                            ["series": string(), "recorded": orNull(string()), "found": orNull(string())])),
                    "Series whose own record of its last number is another than the last one found."),
            ]),
        "SeriesReport": object(
            [
                "series", "sound", "first", "last", "count", "voids", "gaps", "duplicates", "backdated", "closed",
                "text",
            ],
            [
                "series": string(), "sound": boolean, "first": string(), "last": string(), "count": integer(0),
                "voids": integer(0), "gaps": array(object(["from", "to"], ["from": integer(), "to": integer()])),
                "duplicates": array(integer()), "backdated": array(string()), "closed": boolean, "text": string(),
            ]),
        "StockAudit": object(
            ["sound", "products", "levels", "movements", "counts", "differences", "badCounts", "text"],
            [
                "sound": boolean, "products": integer(0), "levels": integer(0), "movements": integer(0),
                "counts": integer(0),
                "differences": array(
                    object(
                        ["product", "sku", "location", "level", "ledger"],
                        [
                            "product": string(), "sku": string(), "location": string(), "level": integer(),
                            "ledger": integer(),
                        ])),
                "badCounts": array(string()), "text": string(),
            ]),
        "SignatureAudit": object(
            ["sound", "changes", "chains", "waiting", "failures"],
            [
                "sound": boolean, "changes": described(integer(0), "How many were verified."),
                "chains": described(integer(0), "One for each author in each space."),
                "waiting": described(integer(0), "Of them, those that wait for something and have no effect."),
                "failures": array(
                    object(
                        ["node", "nodeName", "space", "seq", "reason"],
                        [
                            "node": string(), "nodeName": string(), "space": string(), "seq": integer(0),
                            "reason": string(),
                        ])),
            ]),
        "Mutation": described(
            object(
                [
                    "seq", "node", "nodeName", "own", "user", "madeAt", "receivedAt", "live", "types", "documents",
                    "messages", "transactionTotalEvents",
                ],
                [
                    "seq": described(integer(1), "The number of the transaction on this node."), "node": string(),
                    "nodeName": string(), "own": described(boolean, "It was made on this node."), "user": string(),
                    "madeAt": ref("Moment"), "receivedAt": ref("Moment"),
                    "live": described(boolean, "It arrived as it was made, and was not caught up."),
                    "types": described(
                        array(string()), "`bill.created`, `product.changed`, `draft.deleted`, `stock.low`, …"),
                    "operation": string(),
                    "documents": array(
                        object(
                            ["collection", "id", "space", "change", "fields"],
                            reference.merging([
                                "change": choice(["appear", "update", "disappear"]),
                                "fields": array(ref("FieldChange")),
                                "subscription": described(integer(0), "Of a view: its number."),
                                "document": described(
                                    orNull(["type": "object"]),
                                    "Of a view: the row as lists show it; null if it is gone."),
                                "previous": described(
                                    orNull(["type": "object"]), "Of a view: the row before, if it was in the view."),
                            ]))),
                    "transactionTotalEvents": described(integer(0), "How many documents the event tells of."),
                    "coalesced": described(
                        object(
                            ["count", "from", "to"], ["count": integer(1), "from": integer(1), "to": integer(1)]),
                        "There were so many transactions, with these numbers, and this is what has become of each document; who and "
                            + "when are those of the last."),
                    "messages": described(array(ref("Message")), "What a person is told of it."),
                ]), "The data of the feed's event `mutation`: one whole transaction."),
        "SnapshotPage": described(
            object(
                ["seq", "subscription", "collection", "documents"],
                [
                    "seq": integer(0), "subscription": integer(0), "collection": string(),
                    "documents": array(
                        object(
                            ["collection", "id", "space", "document"],
                            reference.merging([
                                "document": described(["type": "object"], "The row as lists show it.")
                            ]))),
                ]), "The data of the feed's event `snapshot`."),
        "SubscriptionError": described(
            object(
                ["subscription", "collection", "error"],
                [
                    "subscription": integer(0), "collection": string(),
                    "error": object(
                        ["code", "exit", "message", "hint"],
                        [
                            "code": string(), "exit": integer(), "message": string(), "hint": string(),
                            "field": string(),
                        ]),
                ]), "The data of the feed's event `error`."),
        "FieldChange": object(
            ["path", "before", "after", "merged"],
            [
                "path": string(), "before": ref("Value"), "after": ref("Value"),
                "merged": described(boolean, "A merge decided what is shown, and not the author."),
            ]),
    ]

    private static let reference: JSONObject = [
        "collection": string(), "id": string(), "space": string(),
        "key": described(string(), "What people call it: a number, a SKU, a name."),
    ]

    private static let write: JSONObject = [
        "value": ref("Value"), "text": string(), "node": string(), "nodeName": string(), "user": string(),
        "madeAt": ref("Moment"), "receivedAt": ref("Moment"), "live": described(boolean, "Nobody has replaced it."),
        "shown": described(boolean, "It is what is shown, or counts in the sum."),
    ]

    private static let operation: JSONObject = ["operation": string()]
}
