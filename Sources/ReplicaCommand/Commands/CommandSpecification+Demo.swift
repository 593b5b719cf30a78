/// What a demonstration makes in a node that runs; the same routes as the panel's demo page.
extension CommandSpecification {
    private static let exits: [ExitStatus] = [.done, .failed, .refused, .unreachable, .notPermitted]
    private static let remark =
        "Only on a node that was started for demonstrations, by `replica demo` or with `replica run --allow-faults`."

    private static func make(_ word: String, _ summary: String, count: String?, _ more: String? = nil)
        -> CommandSpecification
    {
        CommandSpecification("demo \(word)", summary, .configures).with {
            $0.discussion = [remark] + (more.map { [$0] } ?? [])
            if let count { $0.options = [.value("count", .integer(1...500), "N", "How many [\(count)]")] }
            $0.examples = [CommandExample("replica demo \(word) --dir /tmp/demo/till")]
            $0.exits = exits
        }
    }

    /// `demo products`
    package static let demoProducts = make("products", "Add invented products", count: "10")
    /// `demo bills`
    package static let demoBills = make("bills", "Issue invented bills in every state", count: "50")
    /// `demo moves`
    package static let demoMoves = make("moves", "Record invented movements of stock", count: "200")
    /// `demo conflict`
    package static let demoConflict = make(
        "conflict", "Make one conflict, for real", count: nil,
        "Cuts the node's links, changes one price here and at another admin's node of the demonstration, and restores the links."
    )
    /// `demo refused`
    package static let demoRefused = make("refused", "Try a change that the rules refuse", count: nil)
    /// `demo below-zero`
    package static let demoBelowZero = make("below-zero", "Sell more of a product than there is", count: nil)
    /// `demo clear`
    package static let demoClear = make(
        "clear", "Remove what demonstrations made", count: nil,
        "Drafts and products are deleted. Issued bills are voided, with the payments on them taken back: their numbers stay."
    )

    /// `demo offline`
    package static let demoOffline = CommandSpecification(
        "demo offline", "Cut the node off from the others for a time", .configures
    ).with {
        $0.discussion = [remark, "It goes on alone meanwhile; the links come back by themselves."]
        $0.arguments = [ArgumentSpecification("DUR", .duration, .one, "For how long, up to 1h")]
        $0.examples = [CommandExample("replica demo offline 30s --dir /tmp/demo/till")]
        $0.exits = exits
        $0.synonyms = ["cut"]
    }
}
