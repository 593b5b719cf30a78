import ReplicaShop

/// What became of conflicts, and what never took effect.
extension PanelOperation {
    static let showEffects = PanelOperation(
        .get, "/api/conflicts/{id}/effects", id: "showEffects",
        "What keeping each side would change in bills and stock",
        details: "Each is tried and nothing is written. A side that can't be kept says why.", tag: .insight,
        for: .admins("decide conflicts"),
        answers: [.init(.ok, "Side by side.", .json(named: "EffectList"))])

    static let listDecisions = PanelOperation(
        .get, "/api/decisions", id: "listDecisions", "What was decided between writes that had not seen each other",
        details: """
            By `people`: somebody chose, or edited what had several values. By `rule`: the field's rule chose, and there was nothing to \
            decide. The latest first; every side is kept.
            """,
        tag: .insight,
        parameters: [
            OpenAPIParameter(
                "by", in: .query, "Who decided, `people` without it.",
                schema: ["type": "string", "enum": .array(ShopDecision.Judge.allCases.map { .string($0.rawValue) })]),
            OpenAPIParameter(
                "before", in: .query, "Only decisions before this row of the feed: the `next` of the answer before.",
                schema: ["type": "integer", "minimum": 0]),
            OpenAPIParameter(
                "limit", in: .query, "The most items of one answer, 50 without it.",
                schema: ["type": "integer", "minimum": 1, "maximum": 100]),
        ],
        answers: [.init(.ok, "One page.", .json(named: "DecisionPage"))])

    static let takeBack = PanelOperation(
        .post, "/api/decisions/{id}", id: "takeBack", "Make a discarded value hold again",
        details: "It is written anew, as any edit, and holds on every node.", tag: .insight, .writes,
        for: .admins("decide conflicts"), body: .json(named: "Keep"),
        answers: [.init(.ok, "It holds.", .json(named: "Settled"))])

    static let listRefusals = PanelOperation(
        .get, "/api/refusals", id: "listRefusals", "Changes that broke a rule: kept, and without effect anywhere",
        tag: .insight,
        parameters: [
            OpenAPIParameter(
                "limit", in: .query, "The most items, 50 without it.",
                schema: ["type": "integer", "minimum": 1, "maximum": 200])
        ],
        answers: [.init(.ok, "The newest, the newest first.", .json(named: "RefusalList"))])
}
