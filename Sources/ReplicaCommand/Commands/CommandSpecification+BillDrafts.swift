/// What is done to a bill that was not issued yet.
extension CommandSpecification {
    private static let draft = ArgumentSpecification("ID", .text, .one, "The draft, by its id")

    /// `bill edit`
    package static let billEdit = CommandSpecification("bill edit", "Change a draft", .writes).with {
        $0.discussion = [
            "Only what is given changes. A --line takes the place of the line with the same product, or is added. An issued bill is "
                + "never edited: see `replica bill void` and `replica bill credit`."
        ]
        $0.arguments = [draft]
        $0.options = [
            .value("customer", .text, "ID", "For whom"),
            .value(
                "line", .billLine, "SKU:QTY[@PRICE]", "A product, how many, and the price of one if not its own",
                isRepeatable: true),
            .value("remove", .text, "SKU", "Take the line with this product away", isRepeatable: true),
            .value("due", .date, "DATE", "Until when it is to be paid"), forCustomer,
            .clear(["customer", "due", "note"]),
        ]
        $0.required = [$0.options.map(\.name)]
        $0.examples = [
            CommandExample("replica bill edit d7k2m --line PEN-01:5 --remove CUP-02"),
            CommandExample("replica bill edit d7k2m --due 2026-06-30 --note \"as agreed by phone\""),
        ]
        $0.exits = billChangeExits
        $0.synonyms = ["update", "change", "set"]
    }

    /// `bill delete`
    package static let billDelete = CommandSpecification("bill delete", "Delete a draft", .writes).with {
        $0.discussion = ["An issued bill is never deleted, as its number stays: see `replica bill void`."]
        $0.arguments = [draft]
        $0.examples = [CommandExample("replica bill delete d7k2m")]
        $0.exits = billChangeExits
        $0.synonyms = ["remove", "rm", "discard"]
    }
}
