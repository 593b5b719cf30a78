/// What became of conflicts, and what never took effect.
extension CommandSpecification {
    private static let latest = OptionSpecification.value(
        "limit", .integer(1...100), "N", "At most so many, the latest first")

    /// `conflicts decided`
    package static let conflictsDecided = CommandSpecification(
        "conflicts decided", "List what was decided, with all sides", .reads
    ).with {
        $0.discussion = [
            "Decided by people: somebody chose a side, or edited what had several values. Decided by rule: two did the same while "
                + "apart, and nothing was left to decide. The latest first."
        ]
        $0.options = [.choice("by", ["people", "rule"], "Who decided; the first is the default"), latest]
        $0.examples = [
            CommandExample("replica conflicts decided"), CommandExample("replica conflicts decided --by rule"),
        ]
        $0.exits = [.done, .failed, .unreachable]
        $0.synonyms = ["decisions", "resolved"]
    }

    /// `conflicts take-back`
    package static let conflictsTakeBack = CommandSpecification(
        "conflicts take-back", "Make a discarded value hold again", .writes
    ).with {
        $0.discussion = ["It is written anew, as any edit, and holds on every computer."]
        $0.arguments = [ArgumentSpecification("ID", .text, .one, "The decision, by its id on this computer")]
        $0.options = [
            .value("keep", .text, "SIDE", "The side that is to hold: a, b, as `replica conflicts decided` names them")
        ]
        $0.required = [["keep"]]
        $0.examples = [CommandExample("replica conflicts take-back 120-0 --keep b")]
        $0.exits = [.done, .failed, .notFound, .refused, .unreachable, .notPermitted, .reachNotAttained]
        $0.synonyms = ["undo", "revert"]
    }

    /// `conflicts refused`
    package static let conflictsRefused = CommandSpecification(
        "conflicts refused", "List changes that broke a rule and never took effect", .reads
    ).with {
        $0.options = [latest]
        $0.examples = [CommandExample("replica conflicts refused")]
        $0.exits = [.done, .failed, .unreachable]
        $0.synonyms = ["void", "rejected"]
    }
}
