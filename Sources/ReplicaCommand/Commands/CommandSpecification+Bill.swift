/// Looking bills up and making them.
extension CommandSpecification {
    /// The states a bill can be looked for by, the computed ones last.
    private static let billStates = [
        "draft", "open", "reported", "partly-paid", "paid", "refunded", "disputed", "written-off", "void", "unpaid",
        "overdue", "overpaid",
    ]

    /// The bill that a command is about.
    static let billArgument = ArgumentSpecification("ID", .text, .one, "The bill, by its number or id")

    /// `--note`, as it stands on the bill.
    static let forCustomer = OptionSpecification.value("note", .text, "TEXT", "A remark for the customer, on the bill")

    /// How a change of a bill can end.
    static let billChangeExits: [ExitStatus] = [
        .done, .failed, .notFound, .refused, .unreachable, .notPermitted, .reachNotAttained,
    ]

    /// `bill list`
    package static let billList = CommandSpecification("bill list", "List bills, with their totals", .reads).with {
        $0.options = [
            .value(
                "state", .choice(billStates), "STATE",
                "Only those in this state: \(billStates.joined(separator: ", "))",
                isRepeatable: true),
            .ofCustomer,
            .since("Only those from then on"),
            .flag("only-here", "Only those that no other computer has yet"),
            .filter,
            .sort(["date", "number", "customer", "total", "due"]),
            .limit,
        ]
        $0.examples = [
            CommandExample("replica bill list --state overdue --sort due", "What to collect first"),
            CommandExample("replica bill list --since 7d --jsonl | jq .number", "For a script"),
            CommandExample("replica bill list --where 'open > 100 && overdueDays >= 14'", "Where it is worth a call"),
        ]
        $0.exits = [.done, .failed, .unreachable]
        $0.synonyms = ["ls", "search", "find"]
    }

    /// `bill show`
    package static let billShow = CommandSpecification("bill show", "Show a bill: lines, payments, reach", .reads).with
    {
        $0.arguments = [billArgument]
        $0.examples = [CommandExample("replica bill show 2026-B-0042")]
        $0.exits = [.done, .failed, .notFound, .unreachable]
        $0.synonyms = ["view", "get"]
    }

    /// `bill history`
    package static let billHistory = CommandSpecification(
        "bill history", "Tell who did what to a bill, and when", .reads
    ).with {
        $0.discussion = ["One action a line. With --verbose every write to every field, as it is stored."]
        $0.arguments = [billArgument]
        $0.examples = [CommandExample("replica bill history 2026-B-0042")]
        $0.exits = [.done, .failed, .notFound, .unreachable]
        $0.synonyms = ["log"]
    }

    /// `bill print`
    package static let billPrint = CommandSpecification("bill print", "Write a bill as a page or as text", .reads).with
    {
        $0.discussion = [
            "Marks say what the paper must not hide: void, paid, money to give back, not yet on any other computer."
        ]
        $0.arguments = [billArgument]
        $0.options = [.choice("format", ["text", "html"], "The form; the first is the default")]
        $0.examples = [CommandExample("replica bill print 2026-B-0042 --format html > bill.html")]
        $0.exits = [.done, .failed, .notFound, .unreachable]
    }

    /// `bill create`
    package static let billCreate = CommandSpecification(
        "bill create", "Make a bill: a draft, or at once an issued one", .writes
    ).with {
        $0.discussion = [
            "A draft has no number and can be changed or deleted. An issued bill has its number for ever, takes its products from "
                + "stock, and is corrected by `replica bill void` or `replica bill credit`.",
            "With --from the bill is read from a JSON file: an object with customer, lines of sku, quantity and perhaps price, and due.",
        ]
        $0.options = [
            .value("customer", .text, "ID", "For whom"),
            .value(
                "line", .billLine, "SKU:QTY[@PRICE]", "A product, how many, and the price of one if not its own",
                isRepeatable: true),
            .value("due", .date, "DATE", "Until when it is to be paid"), forCustomer,
            .flag("issue", "Issue it at once"),
            .value("from", .path, "FILE", "Read it from a JSON file; - is standard input"),
        ]
        $0.exclusive = [["customer", "from"], ["line", "from"], ["due", "from"], ["note", "from"]]
        $0.required = [["customer", "from"], ["line", "from"]]
        $0.examples = [
            CommandExample("replica bill create --customer C-104 --line PEN-01:3", "A draft"),
            CommandExample(
                "replica bill create --customer C-104 --line PEN-01:3@1.20 --issue --json",
                "An issued bill at another price, for a script"),
            CommandExample(
                "replica bill create --from - --issue --wait-peers 1 < bill.json", "Return once another computer has it"
            ),
        ]
        $0.exits = billChangeExits
        $0.synonyms = ["new", "add", "make"]
    }
}
