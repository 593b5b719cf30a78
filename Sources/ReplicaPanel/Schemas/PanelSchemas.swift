/// The named shapes of the interface (JSON Schema, the part of it that ``JSONShape`` checks). Requests are checked against them before
/// a handler runs, and the tests check every answer.
package enum PanelSchemas {
    /// All of them by name.
    package static let all: JSONObject = {
        var all = JSONObject()
        let parts = [
            common, node, documents, bills, stock, stockTake, insight, messages, statistics, events, demo,
        ]
        for part in parts {
            for member in part { all[member.key] = member.value }
        }
        return all
    }()

    private static let common: JSONObject = [
        "Money": object(
            ["minor", "currency"],
            [
                "minor": described(integer(), "Smallest units of the currency."),
                "currency": described(string(3, 3), "ISO 4217."),
            ]),
        "Amount": [
            "description": "An amount; as text it is in the shop's currency, with a decimal point.",
            "anyOf": [ref("Money"), string(1, 64)],
        ],
        "Reach": object(
            ["reached", "members", "text"],
            [
                "reached": described(integer(0), "How many other nodes are known to have the latest change on disk."),
                "members": described(integer(0), "How many other nodes are entitled to it."),
                "text": described(string(), "`here only`, `on 2 of 3`, `everywhere`; this node counts."),
            ]),
        "Write": object(
            ["operation", "repetition", "dryRun"],
            [
                "operation": described(string(), "The operation's id."),
                "repetition": described(
                    boolean, "It was done before; nothing was changed now, and this is its first answer."),
                "dryRun": described(boolean, "It was judged and not done."),
                "waited": described(
                    object(
                        ["asked", "reached", "attained"],
                        ["asked": integer(0), "reached": integer(0), "attained": boolean]),
                    "What became of `wait-peers`."),
            ]),
        "Operation": object(["operation"], ["operation": string()]),
        "Moment": described(string(), "RFC 3339, in UTC."),
    ]

    // MARK: Building blocks

    /// A text of so many Unicode scalars.
    static func string(_ minimum: Int? = nil, _ maximum: Int? = nil) -> JSON {
        var schema: JSON = ["type": "string"]
        if let minimum { schema["minLength"] = .integer(Int64(minimum)) }
        if let maximum { schema["maxLength"] = .integer(Int64(maximum)) }
        return schema
    }

    static func integer(_ minimum: Int64? = nil, _ maximum: Int64? = nil) -> JSON {
        var schema: JSON = ["type": "integer"]
        if let minimum { schema["minimum"] = .integer(minimum) }
        if let maximum { schema["maximum"] = .integer(maximum) }
        return schema
    }

    static func number(_ minimum: Double? = nil) -> JSON {
        var schema: JSON = ["type": "number"]
        if let minimum { schema["minimum"] = .number(minimum) }
        return schema
    }

    static let boolean: JSON = ["type": "boolean"]

    static func choice(_ values: [String]) -> JSON {
        ["type": "string", "enum": .array(values.map { .string($0) })]
    }

    static func ref(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/\(name)")] }

    static func orNull(_ schema: JSON) -> JSON { ["anyOf": [schema, ["type": "null"]]] }

    static func array(_ items: JSON, atLeast minimum: Int64? = nil, atMost maximum: Int64? = nil) -> JSON {
        var schema: JSON = ["type": "array", "items": items]
        if let minimum { schema["minItems"] = .integer(minimum) }
        if let maximum { schema["maxItems"] = .integer(maximum) }
        return schema
    }

    static func described(_ schema: JSON, _ text: String) -> JSON {
        var schema = schema
        schema["description"] = .string(text)
        return schema
    }

    /// An object without other members than these.
    static func object(_ required: [String], _ properties: JSONObject) -> JSON {
        var schema: JSON = ["type": "object"]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        schema["properties"] = .object(properties)
        schema["additionalProperties"] = false
        return schema
    }

    /// One page of a list.
    static func page(of name: String, _ more: JSONObject = [:]) -> JSON {
        var properties: JSONObject = [
            "items": array(ref(name)),
            "next": described(orNull(string()), "Give it as `after` for the next page; null on the last."),
            "count": described(integer(0), "How many there are on all pages."),
        ]
        for member in more { properties[member.key] = member.value }
        return object(["items", "next", "count"] + more.map(\.key), properties)
    }

    /// An object's shape with members that need not be there.
    static func optional(_ schema: JSON, _ more: JSONObject) -> JSON {
        var schema = schema
        schema["properties"] = .object((schema["properties"]?.objectValue ?? [:]).merging(more))
        return schema
    }

    /// What every document has.
    static let documentMembers: JSONObject = [
        "reach": ref("Reach"),
        "lacking": described(
            array(string(), atMost: 20),
            "Of one document: the names of computers that are not known to have its latest change on disk, at most 20."),
        "conflicts": described(array(string()), "Fields that several people wrote and that one should look at."),
        "changedAt": ref("Moment"),
        "seen": described(
            ["type": "object"],
            "Of one document: what a form that shows a field has seen of it, by path. Sent back with a change, only that is replaced, "
                + "so that what somebody else wrote meanwhile is not lost."),
        "fields": described(array(ref("Field")), "With `explain`: every field's writes."),
        "write": ref("Write"),
    ]

    /// A document's shape: its own members and those that every document has.
    static func document(_ required: [String], _ properties: JSONObject) -> JSON {
        let members: JSONObject = JSONObject([("id", string())]).merging(properties).merging(documentMembers)
        return object(["id"] + required + ["reach", "conflicts", "changedAt"], members)
    }

    /// What a change may send back of what was seen.
    static let seen: JSONObject = [
        "seen": described(
            ["type": "object"], "The `seen` of the document, or the part of it that the form showed.")
    ]
}
