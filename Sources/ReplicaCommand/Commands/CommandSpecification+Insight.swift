/// What happens, why a value is what it is, and what could not be merged without loss.
extension CommandSpecification {
    /// `watch`
    package static let watch = CommandSpecification("watch", "Follow what happens, live", .reads).with {
        $0.section = .insight
        $0.discussion = [
            "Prints one event a line until it is stopped, whether it was made on this computer or came from another one. Each event "
                + "has an id: with --since a script goes on where it stopped, and misses nothing.",
            "With --where it tells when a document of the one --collection comes to meet the condition, changes, or meets it no more.",
            "With --exec the command is run by the shell for each event, one after the other, with the event's JSON on its standard input.",
        ]
        $0.options = [
            .value(
                "since", .integer(0...Int64.max), "ID",
                "Begin after this event; without it, with what happens from now on"),
            .value(
                "type", .text, "GLOB", "Only events of this type, as bill.*, stock.low or custom.*", isRepeatable: true),
            .value("collection", .text, "NAME", "Only what touches these documents, as bill", isRepeatable: true),
            .value(
                "where", .text, "FILTER", "Only what changes documents of the collection that meet this condition"),
            .value("exec", .text, "CMD", "Run this for each event"),
        ]
        $0.examples = [
            CommandExample("replica watch --type 'bill.*'"),
            CommandExample("replica watch --type stock.low --exec 'mail -s low owner'", "Tell the owner"),
            CommandExample("replica watch --collection bill --where 'total > 1000'", "Large bills as they come and go"),
        ]
        $0.exits = [.done, .failed, .unreachable, .notPermitted]
        $0.synonyms = ["follow", "tail", "events", "log"]
    }

    /// `emit`
    package static let emit = CommandSpecification("emit", "Publish a custom event", .writes).with {
        $0.section = .insight
        $0.discussion = [
            "Tells the shop's other computers something of your own making. An admin's computer tells all admins', or those of one "
                + "customer as well; a customer's computer tells its own customer's and the admins'. It comes in every feed that may "
                + "see it: `replica watch` shows it as `event NAME`, and picks it by `--type custom.NAME`.",
            "A passing event reaches who is connected, at once, and is never stored. With --durable it is stored, and reaches "
                + "computers that are away now.",
        ]
        $0.arguments = [
            ArgumentSpecification("NAME", .text, .one, "What it is called: a to z, digits, points and hyphens"),
            ArgumentSpecification(
                "JSON", .text, .optional, "What it says, at most 4 KiB; null without it, - for standard input"),
        ]
        $0.options = [
            .value("to", .text, "WHOM", "shop, all admins; or a customer"),
            .flag("durable", "Store it"),
        ]
        $0.examples = [
            CommandExample("replica emit till.opened '{\"float\": 100}'"),
            CommandExample(
                "replica emit parcel.ready '{\"shelf\": 4}' --to C-104 --durable", "For one customer, also later"),
        ]
        $0.exits = [.done, .failed, .notFound, .refused, .unreachable, .notPermitted, .reachNotAttained]
        $0.synonyms = ["publish", "event", "send", "notify"]
    }

    /// `explain`
    package static let explain = CommandSpecification("explain", "Tell why a value is what it is", .reads).with {
        $0.section = .insight
        $0.discussion = [
            "Shows the entries that make up a field: who wrote each, on which computer, when, when it arrived here, and by which rule "
                + "this one holds."
        ]
        $0.arguments = [ArgumentSpecification("REF", .reference, .one, "The document, or a field of it")]
        $0.examples = [
            CommandExample("replica explain product/PEN-01.stock"),
            CommandExample("replica explain bill/2026-B-0042.payment"),
        ]
        $0.exits = [.done, .failed, .notFound, .unreachable]
        $0.synonyms = ["why", "blame"]
    }

    /// `conflicts list`
    package static let conflictsList = CommandSpecification("conflicts list", "List what wants a decision", .reads).with
    {
        $0.options = [.check]
        $0.examples = [
            CommandExample("replica conflicts"),
            CommandExample("replica conflicts list --check --quiet", "For a monitor"),
        ]
        $0.exits = [.done, .failed, .unreachable, .degraded]
        $0.synonyms = ["ls"]
    }

    /// `conflicts show`
    package static let conflictsShow = CommandSpecification("conflicts show", "Show the sides of a conflict", .reads)
        .with {
            $0.arguments = [ArgumentSpecification("ID", .text, .one, "The conflict, by its id")]
            $0.examples = [CommandExample("replica conflicts show 3f9a1c")]
            $0.exits = [.done, .failed, .notFound, .unreachable]
        }

    /// `conflicts resolve`
    package static let conflictsResolve = CommandSpecification("conflicts resolve", "Decide a conflict", .writes).with {
        $0.discussion = [
            "The decision is a change like any other: it is recorded, and can be taken back. Nothing is deleted."
        ]
        $0.arguments = [ArgumentSpecification("ID", .text, .one, "The conflict, by its id")]
        $0.options = [
            .value("keep", .text, "SIDE", "The side that holds: a, b, as `replica conflicts show` names them")
        ]
        $0.required = [["keep"]]
        $0.examples = [CommandExample("replica conflicts resolve 3f9a1c --keep a")]
        $0.exits = [.done, .failed, .notFound, .refused, .unreachable, .notPermitted, .reachNotAttained]
        $0.synonyms = ["decide", "keep", "fix"]
    }

    private static func audit(_ word: String, _ summary: String, _ discussion: String) -> CommandSpecification {
        CommandSpecification("audit \(word)", summary, .reads).with {
            $0.discussion = [discussion]
            $0.examples = [
                CommandExample("replica audit \(word)"), CommandExample("replica audit \(word) --json > audit.json"),
            ]
            $0.exits = [.done, .failed, .unreachable, .degraded]
        }
    }

    /// `audit numbers`
    package static let auditNumbers = audit(
        "numbers", "Prove that no bill number is missing or doubled",
        "Lists each series with its first and last number, count, voids, gaps and duplicates. Ends with 8 if there is any."
    )

    /// `audit stock`
    package static let auditStock = audit(
        "stock", "Prove that levels equal their movements",
        "Adds up the movements of each product and compares the sum with the level. Ends with 8 and names the difference if there is one."
    )

    /// `audit signatures`
    package static let auditSignatures = audit(
        "signatures", "Prove who made each stored change",
        "Verifies the signature and the chain of every stored change. Ends with 8 and names those that fail.")
}
