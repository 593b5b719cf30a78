/// Levels of stock and what moves them.
extension CommandSpecification {
    private static let product = ArgumentSpecification("SKU", .text, .one, "The product, by its key")
    private static let quantity = ArgumentSpecification("QTY", .integer(1...1_000_000_000), .one, "How many")
    private static let location = OptionSpecification.value("location", .text, "NAME", "At this place")
    private static let changeExits: [ExitStatus] = [
        .done, .failed, .notFound, .refused, .unreachable, .notPermitted, .reachNotAttained,
    ]
    private static let reasons = [
        "received", "sold", "returned", "counted", "damaged", "lost", "own-use", "moved", "correction",
    ]

    /// `stock list`
    package static let stockList = CommandSpecification("stock list", "List levels against their thresholds", .reads)
        .with {
            $0.options = [
                .flag("low", "Only products at or below their threshold"),
                .flag("empty", "Only products of which nothing is left"),
                .flag("below-zero", "Only products of which more was sold than recorded"),
                .value(
                    "uncounted", .integer(1...36_500), "DAYS",
                    "Only products with a place that was not counted within so many days"),
                location,
                .filter,
                .check,
            ]
            $0.examples = [
                CommandExample("replica stock list --low"),
                CommandExample("replica stock list --uncounted 90"),
                CommandExample(
                    "replica stock list --low --check --quiet", "For a monitor: ends with 8 if anything is low"),
            ]
            $0.exits = [.done, .failed, .unreachable, .degraded]
            $0.synonyms = ["ls", "show"]
        }

    /// `stock receive`
    package static let stockReceive = CommandSpecification("stock receive", "Record goods that came in", .writes).with {
        $0.arguments = [product, quantity]
        $0.options = [location, .note]
        $0.examples = [CommandExample("replica stock receive PEN-01 40 --note \"delivery 118\"")]
        $0.exits = changeExits
        $0.synonyms = ["add", "in"]
    }

    /// `stock adjust`
    package static let stockAdjust = CommandSpecification(
        "stock adjust", "Record goods lost, damaged, returned or used", .writes
    ).with {
        $0.discussion = [
            "The quantity is positive, and the reason says whether it comes or goes. Only a correction takes a negative quantity, and "
                + "it needs a note."
        ]
        $0.arguments = [
            product,
            ArgumentSpecification(
                "QTY", .integer(-1_000_000_000...1_000_000_000), .one, "How many; negative only for a correction"),
        ]
        $0.options = [
            .choice("reason", ["returned", "damaged", "lost", "own-use", "correction"], "What happened to them"),
            location,
            .note,
        ]
        $0.required = [["reason"]]
        $0.examples = [
            CommandExample("replica stock adjust PEN-01 2 --reason damaged"),
            CommandExample("replica stock adjust PEN-01 -3 --reason correction --note \"typed 43 for 40\""),
        ]
        $0.exits = changeExits
        $0.synonyms = ["correct", "set", "remove"]
    }

    /// `stock move`
    package static let stockMove = CommandSpecification("stock move", "Record goods moved to another place", .writes)
        .with {
            $0.arguments = [product, quantity]
            $0.options = [
                .value("location", .text, "NAME", "From this place"),
                .value("to", .text, "NAME", "To this place"),
                .note,
            ]
            $0.required = [["to"]]
            $0.examples = [CommandExample("replica stock move PEN-01 10 --location cellar --to shop")]
            $0.exits = changeExits
            $0.synonyms = ["transfer", "mv"]
        }

    /// `stock count`
    package static let stockCount = CommandSpecification("stock count", "Compare a stock-take with the levels", .writes)
        .with {
            $0.discussion = [
                "Reads what was counted from a CSV file with the columns sku and quantity, and location for goods that do not "
                    + "lie in the shop itself, and shows the differences. With --apply the "
                    + "counts are recorded: sales that this computer had not heard of when it was counted still come on top."
            ]
            $0.options = [
                .value("file", .path, "FILE", "The counts; - is standard input"),
                .flag("blind", "Do not show the expected levels"),
                .flag("apply", "Record the counts"),
            ]
            $0.required = [["file"]]
            $0.examples = [
                CommandExample("replica stock count --file counted.csv", "Look at the differences"),
                CommandExample("replica stock count --file counted.csv --apply"),
            ]
            $0.exits = [.done, .failed, .refused, .unreachable, .notPermitted, .reachNotAttained]
            $0.synonyms = ["take", "stocktake"]
        }

    /// `stock reverse`
    package static let stockReverse = CommandSpecification(
        "stock reverse", "Take a movement back that was recorded by mistake", .writes
    ).with {
        $0.discussion = [
            "Records the opposite movement, linked to the first, once. What belongs to a bill, a move or a count, and what was counted "
                + "since, is refused."
        ]
        $0.arguments = [
            ArgumentSpecification("ID", .text, .one, "The movement, by its id or the beginning of it, from `stock log`")
        ]
        $0.examples = [CommandExample("replica stock reverse 8c1f03d2")]
        $0.exits = changeExits
        $0.synonyms = ["undo"]
    }

    /// `stock log`
    package static let stockLog = CommandSpecification("stock log", "List the movements of stock", .reads).with {
        $0.options = [
            .value("sku", .text, "SKU", "Only those of this product"),
            .value(
                "reason", .choice(reasons), "REASON", "Only those for this reason: \(reasons.joined(separator: ", "))"),
            .since("Only those from then on"),
            .filter,
            .flag("summary", "Sums by product and reason"),
            .limit,
        ]
        $0.examples = [CommandExample("replica stock log --sku PEN-01 --since 30d")]
        $0.exits = [.done, .failed, .notFound, .unreachable]
        $0.synonyms = ["history", "ledger", "movements"]
    }
}
