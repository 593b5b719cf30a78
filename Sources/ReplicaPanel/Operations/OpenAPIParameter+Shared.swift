import Replica

/// Parameters that several operations have in the same sense. A truth value may stand alone: `?dry-run` means `?dry-run=true`.
extension OpenAPIParameter {
    /// Names the action; the node does one only once.
    static let idempotencyKey = OpenAPIParameter(
        "Idempotency-Key", in: .header,
        "The operation's id, from `POST /api/operations`, made once per action of the user and before the first attempt: a repetition "
            + "changes nothing and gets the first answer. Without one, every request is an action of its own.",
        schema: ["type": "string", "minLength": 80, "maxLength": 80])
    /// Who acts.
    static let user = OpenAPIParameter(
        "user", in: .query, "Who acts, for the history.", schema: ["type": "string", "maxLength": 100])
    /// How many peers to wait for.
    static let waitPeers = OpenAPIParameter(
        "wait-peers", in: .query,
        "Answer once so many other nodes have the change on disk; `write.waited` tells whether that was attained in time.",
        schema: ["type": "integer", "minimum": 0, "maximum": 10_000])
    /// How long to wait for peers.
    static let timeout = OpenAPIParameter(
        "timeout", in: .query, "How many milliseconds to wait for peers, 10000 without it.",
        schema: ["type": "integer", "minimum": 0, "maximum": 300_000])
    /// Judge and do not write.
    static let dryRun = OpenAPIParameter(
        "dry-run", in: .query, "Judge the change by all rules, tell what it would do, and change nothing.",
        schema: ["type": "boolean"])

    /// The fields that a list can be ordered by, the default first.
    static func sort(_ fields: [String]) -> OpenAPIParameter {
        OpenAPIParameter(
            "sort", in: .query,
            "The field to order by, `\(fields[0])` without it; a minus before it turns the order around.",
            schema: ["type": "string", "enum": .array(fields.flatMap { [.string($0), .string("-" + $0)] })])
    }

    /// The size of a page.
    static let limit = OpenAPIParameter(
        "limit", in: .query, "The most items of one answer, 200 without it.",
        schema: ["type": "integer", "minimum": 1, "maximum": 1000])
    /// Where a page begins.
    static let after = OpenAPIParameter(
        "after", in: .query, "The `next` of the answer before: go on after its last item.",
        schema: ["type": "string", "maxLength": 2048])
    /// Where history begins.
    static func since(_ summary: String) -> OpenAPIParameter {
        OpenAPIParameter(
            "since", in: .query, summary + " A day (`2026-05-03`) or a moment (`2026-05-03T14:02:00+02:00`).",
            schema: ["type": "string", "maxLength": 40])
    }

    /// Free text to look for.
    static func text(in fields: String) -> OpenAPIParameter {
        OpenAPIParameter(
            "text", in: .query, "Only those with this text in \(fields), whatever the capitals.",
            schema: ["type": "string", "minLength": 1, "maxLength": 200])
    }

    /// A condition on fields.
    static func filter(_ fields: [String]) -> OpenAPIParameter {
        OpenAPIParameter(
            "where", in: .query,
            "Only those that meet this condition, as `total > 1000 && customer.name ~ \"mei\"`: `==`, `!=`, `<`, `<=`, `>`, `>=`, `~` (all "
                + "words occur), `in [...]`, `&&`, `||`, `!`, parentheses. Fields: \(fields.joined(separator: ", ")).",
            schema: ["type": "string", "minLength": 1, "maxLength": .integer(Int64(Filter.maximumLength))])
    }

    /// A truth value of the query.
    static func flag(_ name: String, _ summary: String) -> OpenAPIParameter {
        OpenAPIParameter(name, in: .query, summary, schema: ["type": "boolean"])
    }

    /// A text of the query.
    static func query(_ name: String, _ summary: String, isRequired: Bool = false) -> OpenAPIParameter {
        OpenAPIParameter(
            name, in: .query, summary, schema: ["type": "string", "minLength": 1, "maxLength": 300],
            isRequired: isRequired)
    }

    /// A word of the query out of a few.
    static func choice(
        _ name: String, _ values: [String], _ summary: String, isRequired: Bool = false
    ) -> OpenAPIParameter {
        OpenAPIParameter(
            name, in: .query, summary, schema: ["type": "string", "enum": .array(values.map { .string($0) })],
            isRequired: isRequired)
    }

    /// Words of the query out of a few; the parameter may be repeated.
    static func choices(_ name: String, _ values: [String], _ summary: String) -> OpenAPIParameter {
        OpenAPIParameter(
            name, in: .query, summary + " May be repeated.",
            schema: [
                "type": "array", "items": ["type": "string", "enum": .array(values.map { .string($0) })],
            ])
    }

    /// Products that were not counted of late.
    static let uncounted = OpenAPIParameter(
        "uncounted", in: .query, "Only products with a place that was not counted within so many days.",
        schema: ["type": "integer", "minimum": 1, "maximum": 36_500])

    /// Why each field is what it is, too.
    static let explain = flag("explain", "Add every write to each field: who, where, when, and which of them hold.")
}
