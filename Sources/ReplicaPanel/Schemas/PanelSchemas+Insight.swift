/// Why, who, when; conflicts and audits.
extension PanelSchemas {
    static let insight: JSONObject = [
        "Value": ["description": "A field's value, as the store keeps it; null for none. Bytes are hexadecimal text."],
        "FieldExplanation": object(
            ["path", "shown", "writes"],
            ["path": string(), "shown": ref("Value"), "writes": array(ref("FieldWrite"))]),
        "FieldWrite": object(
            ["path", "value", "text", "node", "nodeName", "user", "madeAt", "receivedAt", "live", "shown"],
            [
                "path": string(), "value": ref("Value"), "text": string(), "node": string(), "nodeName": string(),
                "user": string(), "madeAt": ref("Moment"), "receivedAt": ref("Moment"),
                "live": described(boolean, "Nobody has replaced it."),
                "shown": described(boolean, "It is what is shown, or counts in the sum."), "operation": string(),
            ]),
        "Explanation": object(
            ["ref", "document", "fields"],
            ["ref": string(), "document": ref("Reference"), "fields": array(ref("FieldExplanation"))]),
        "Reference": object(
            ["collection", "id", "space"],
            [
                "collection": string(), "id": string(), "space": string(),
                "key": described(string(), "What people call it: a number, a SKU, a name."),
            ]),
        "History": object(
            ["bill", "number", "items"],
            ["bill": string(), "number": orNull(string()), "items": array(ref("HistoryItem"))]),
        "HistoryItem": object(
            ["document", "path", "value", "text", "node", "nodeName", "user", "madeAt", "receivedAt", "live"],
            [
                "document": ref("Reference"), "path": string(), "value": ref("Value"), "text": string(),
                "node": string(), "nodeName": string(), "user": string(), "madeAt": ref("Moment"),
                "receivedAt": ref("Moment"), "live": boolean, "operation": string(),
            ]),
        "Conflict": object(
            ["id", "kind", "document", "field", "text", "sides"],
            [
                "id": string(), "kind": string(), "document": ref("Reference"), "field": orNull(string()),
                "text": described(string(), "What happened, in a sentence."), "sides": array(ref("Side")),
                "write": ref("Write"),
            ]),
        "Side": object(
            ["key", "value", "text", "shown"],
            [
                "key": described(string(), "`a`, `b`, …: what `keep` names."), "value": ref("Value"), "text": string(),
                "shown": boolean, "node": string(), "nodeName": string(), "user": string(), "madeAt": ref("Moment"),
            ]),
        "ConflictList": object(["items", "count"], ["items": array(ref("Conflict")), "count": integer(0)]),
        "Keep": object(["keep"], ["keep": string(1, 8), "note": string(1, 4000)]),
        "Settled": object(["id", "kept", "write"], ["id": string(), "kept": string(), "write": ref("Write")]),
        "NumberAudit": object(
            ["sound", "series"], ["sound": boolean, "series": array(ref("SeriesReport"))]),
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
            ["sound", "products", "differences"],
            [
                "sound": boolean, "products": described(integer(0), "How many were added up."),
                "differences": array(
                    object(
                        ["sku", "level", "ledger"],
                        ["sku": string(), "level": integer(), "ledger": integer(), "text": string()])),
            ]),
    ]
}
