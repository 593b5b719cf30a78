/// What shop and customer say to each other about a bill; no money is recorded by it.
extension CommandSpecification {
    /// `bill report`
    package static let billReport = CommandSpecification(
        "bill report", "Say that a bill was paid, for the shop to check", .writes
    ).with {
        $0.discussion = [
            "For the customer, and for a clerk who heard it. It records no money: the shop does that with `bill pay`, or disputes it."
        ]
        $0.arguments = [billArgument]
        $0.options = [.flag("withdraw", "Take the report back: it was not paid after all")]
        $0.examples = [
            CommandExample("replica bill report 2026-B-0042"),
            CommandExample("replica bill report 2026-B-0042 --withdraw", "It was not paid after all"),
        ]
        $0.exits = billChangeExits
        $0.synonyms = ["claim"]
    }

    /// `bill dispute`
    package static let billDispute = CommandSpecification(
        "bill dispute", "Say that a reported payment has not arrived", .writes
    ).with {
        $0.arguments = [billArgument]
        $0.examples = [CommandExample("replica bill dispute 2026-B-0042")]
        $0.exits = billChangeExits
    }

    /// `bill write-off`
    package static let billWriteOff = CommandSpecification(
        "bill write-off", "Expect nothing more on a bill", .writes
    ).with {
        $0.discussion = [
            "What is open on it is given up, and stays on record. Money that comes all the same is recorded with `replica bill pay`."
        ]
        $0.arguments = [billArgument]
        $0.options = [.flag("undo", "Take the write-off back: the rest is open again")]
        $0.examples = [
            CommandExample("replica bill write-off 2026-B-0042"),
            CommandExample("replica bill write-off 2026-B-0042 --undo", "The customer may pay after all"),
        ]
        $0.exits = billChangeExits
        $0.synonyms = ["writeoff", "forgive"]
    }

    /// `bill ask`
    package static let billAsk = CommandSpecification("bill ask", "Ask the shop about a bill", .writes).with {
        $0.arguments = [billArgument, ArgumentSpecification("TEXT", .text, .one, "The question")]
        $0.examples = [CommandExample("replica bill ask 2026-B-0042 \"Is it two boxes or three?\"")]
        $0.exits = billChangeExits
        $0.synonyms = ["question"]
    }

    /// `bill answer`
    package static let billAnswer = CommandSpecification("bill answer", "Answer a question about a bill", .writes).with
    {
        $0.discussion = [
            "Without --question the only one without an answer is meant; if there are several, one must be named."
        ]
        $0.arguments = [billArgument, ArgumentSpecification("TEXT", .text, .one, "The answer")]
        $0.options = [.value("question", .text, "ID", "Which question, as `replica bill show` lists them")]
        $0.examples = [CommandExample("replica bill answer 2026-B-0042 \"Two.\"")]
        $0.exits = billChangeExits
        $0.synonyms = ["reply"]
    }
}
