/// What is done to a bill that exists.
extension CommandSpecification {
    /// `bill issue`
    package static let billIssue = CommandSpecification("bill issue", "Issue a draft: number, date, stock", .writes)
        .with {
            $0.discussion = [
                "An issued bill is never edited. The number is this computer's next one and is spent for ever."
            ]
            $0.arguments = [ArgumentSpecification("ID", .text, .one, "The draft, by its id")]
            $0.options = [.date, .value("due", .date, "DATE", "Until when it is to be paid")]
            $0.examples = [CommandExample("replica bill issue d7k2m")]
            $0.exits = billChangeExits
            $0.synonyms = ["finalize", "confirm", "send"]
        }

    /// `bill pay`
    package static let billPay = CommandSpecification("bill pay", "Record a payment", .writes).with {
        $0.discussion = [
            "Without --amount the open amount is paid. A payment recorded by mistake is reversed, not deleted."
        ]
        $0.arguments = [billArgument]
        $0.options = [
            .value("amount", .decimal, "AMOUNT", "How much, in the currency of the bill [what is open]"),
            .value("method", .text, "TEXT", "How, as cash, card, transfer"),
            .value("ref", .text, "TEXT", "The reference of the payment, as on the bank statement"),
            .date,
            .note,
            .flag("overpay", "Record it though it is more than what is open"),
        ]
        $0.examples = [
            CommandExample("replica bill pay 2026-B-0042 --method cash", "All that is open"),
            CommandExample("replica bill pay 2026-B-0042 --amount 12.50 --method transfer --ref AX-9", "A part"),
        ]
        $0.exits = billChangeExits
        $0.synonyms = ["collect", "paid", "mark-paid"]
    }

    /// `bill refund`
    package static let billRefund = CommandSpecification("bill refund", "Record money given back", .writes).with {
        $0.discussion = [
            "Without --amount it is what was received beyond what the bill asks for, or if that is nothing, all that was received. For a "
                + "payment that was recorded by mistake see `replica bill reverse`."
        ]
        $0.arguments = [billArgument]
        $0.options = [
            .value("amount", .decimal, "AMOUNT", "How much, in the currency of the bill"),
            .value("method", .text, "TEXT", "How, as cash, card, transfer"),
            .value("ref", .text, "TEXT", "The reference of the payment, as on the bank statement"),
            .date,
            .note,
        ]
        $0.examples = [CommandExample("replica bill refund 2026-B-0042 --amount 5 --method cash")]
        $0.exits = billChangeExits
        $0.synonyms = ["give-back", "payback"]
    }

    /// `bill reverse`
    package static let billReverse = CommandSpecification("bill reverse", "Take a recorded payment back", .writes).with
    {
        $0.discussion = [
            "The payment stays in the history, with its reversal beside it. Without --payment the only payment that still stands is "
                + "meant; if there are several, one must be named."
        ]
        $0.arguments = [billArgument]
        $0.options = [
            .value("payment", .text, "ID", "Which payment, as `replica bill show` lists them"),
            .reason("Why, for the history"),
        ]
        $0.examples = [CommandExample("replica bill reverse 2026-B-0042 --reason \"wrong bill\"")]
        $0.exits = billChangeExits
        $0.synonyms = ["undo", "unpay"]
    }

    /// `bill credit`
    package static let billCredit = CommandSpecification("bill credit", "Credit a bill, whole or in part", .writes).with
    {
        $0.discussion = [
            "Without --amount all that the bill still asks for is credited. The bill stays as it is, and the credit beside it."
        ]
        $0.arguments = [billArgument]
        $0.options = [
            .value("amount", .decimal, "AMOUNT", "How much, in the currency of the bill [all]"),
            .reason("Why; it stands on the credit note"),
            .date,
            .flag("restock", "The goods come back to the shelf"),
        ]
        $0.required = [["reason"]]
        $0.examples = [CommandExample("replica bill credit 2026-B-0042 --amount 5 --reason \"damaged box\"")]
        $0.exits = billChangeExits
    }

    /// `bill void`
    package static let billVoid = CommandSpecification("bill void", "Void a bill; its number stays", .writes).with {
        $0.discussion = [
            "For a bill that should not exist and has not been paid. Its products go back to stock. A paid bill is credited instead."
        ]
        $0.arguments = [billArgument]
        $0.options = [.reason("Why; it stands in the books for ever")]
        $0.required = [["reason"]]
        $0.examples = [CommandExample("replica bill void 2026-B-0042 --reason \"entered twice\"")]
        $0.exits = billChangeExits
        $0.synonyms = ["cancel", "annul"]
    }
}
