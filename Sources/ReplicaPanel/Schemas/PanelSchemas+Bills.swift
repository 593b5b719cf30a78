/// Bills, drafts and what is recorded on bills.
extension PanelSchemas {
    static let bills: JSONObject = [
        "LineRequest": object(
            ["sku", "quantity"],
            [
                "sku": described(string(1, 64), "Of the product: SKU, barcode or id."),
                "quantity": described(integer(-1_000_000_000, 1_000_000_000), "Negative on a line that gives back."),
                "price": described(ref("Amount"), "For one, where it is not to be the product's."),
                "discount": ref("Discount"),
                "key": described(string(1, 64), "Names the line: of a draft, the one that it replaces."),
            ]),
        "Discount": [
            "description": "A percentage, or an amount.",
            "anyOf": [object(["percent"], ["percent": percent]), object(["amount"], ["amount": ref("Amount")])],
        ],
        "NewBill": object(
            ["customer", "lines"],
            billMembers.merging([
                "lines": array(ref("LineRequest"), atLeast: 1, atMost: 1000),
                "date": described(date, "The day that it bears, today without it."),
            ])),
        "NewDraft": object([], billMembers),
        "DraftChange": object(
            [],
            billMembers.merging([
                "customer": orNull(string(1, 300)), "due": orNull(date), "note": orNull(string(1, 4000)),
                "discount": orNull(ref("Discount")),
                "remove": described(array(string(1, 64), atMost: 1000), "The keys of lines to take away."),
            ]).merging(seen)),
        "Bill": document(
            ["number", "state", "payment", "customer", "customerName", "date", "due", "overdueDays", "total", "open"],
            billSummary.merging(billDetails)),
        "BillPage": page(of: "Bill"),
        "BillList": optional(
            page(
                of: "Bill",
                [
                    "sums": described(
                        array(object(["total", "open"], ["total": ref("Money"), "open": ref("Money")])),
                        "Over all pages, one for each currency; drafts and void bills aside.")
                ]),
            [
                "counts": described(
                    object(countedStates, JSONObject(countedStates.map { ($0, integer(0)) })),
                    "With `counts`: how many there are in each state.")
            ]),
        "Spending": object(
            ["bills", "sums", "months", "products", "groups", "dueDecided", "onTime"],
            [
                "bills": described(integer(0), "How many there are, void ones aside."),
                "sums": array(
                    object(
                        ["total", "received", "open", "average"],
                        [
                            "total": ref("Money"), "received": ref("Money"), "open": ref("Money"),
                            "average": ref("Money"),
                        ])),
                "months": described(
                    array(
                        object(
                            ["month", "total", "bills"],
                            [
                                "month": described(string(7, 7), "As `2026-05`."), "total": ref("Money"),
                                "bills": integer(1),
                            ])), "Those with a bill, the oldest first."),
                "products": described(
                    array(spent(["sku": string()])), "What it was spent on, the most first; at most 50."),
                "groups": described(
                    array(spent([:])),
                    "The same by the products' categories, where this node has them: on an admin's computer."),
                "dueDecided": described(integer(0), "Bills with a due day that were paid or have passed it."),
                "onTime": described(integer(0), "How many of those were paid by then."),
            ]),
        "Line": object(
            ["key", "sku", "name", "product", "quantity", "price"],
            [
                "key": string(), "sku": string(), "name": string(), "product": string(), "quantity": integer(),
                "price": described(orNull(ref("Money")), "For one; null on a draft's line that has the product's."),
                "presentPrice": described(ref("Money"), "Of one draft: what one would cost if it were issued now."),
                "rate": percent, "discount": ref("Discount"), "net": ref("Money"), "tax": ref("Money"),
                "total": described(ref("Money"), "Of a draft: what it would come to now."),
                "left": described(integer(), "Of one draft: how many pieces are in stock now."),
            ]),
        "TaxSummary": object(
            ["rate", "net", "tax"], ["rate": percent, "net": ref("Money"), "tax": ref("Money")]),
        "Entry": object(
            ["id", "bill", "number", "kind", "amount", "date", "madeAt"],
            entry.merging([
                "stands": described(boolean, "No other entry takes it back, and it takes back none.")
            ])),
        "Payment": document(["bill", "number", "kind", "amount", "date", "madeAt"], entry),
        "PaymentPage": page(of: "Payment"),
        "Credit": object(
            ["id", "amount", "reason", "date", "madeAt"],
            [
                "id": string(), "amount": ref("Money"), "reason": string(), "date": orNull(date),
                "madeAt": ref("Moment"), "by": string(),
            ]),
        "Question": object(
            ["id", "text", "answer", "changedAt"],
            ["id": string(), "text": string(), "answer": orNull(string()), "changedAt": ref("Moment")]),
        "Issue": object([], ["date": date, "due": date]),
        "Pay": object(
            [],
            [
                "amount": described(ref("Amount"), "All that is open, without it."), "method": string(1, 200),
                "ref": described(string(1, 200), "The reference of the payment, as on the bank statement."),
                "date": date, "note": string(1, 4000),
                "overpay": described(boolean, "More than what is open may be recorded."),
            ]),
        "Refund": object(
            [],
            [
                "amount": described(ref("Amount"), "What was received too much, or all of it, without it."),
                "method": string(1, 200), "ref": string(1, 200), "date": date, "note": string(1, 4000),
            ]),
        "Reverse": object(
            [],
            [
                "payment": described(string(1, 300), "Which entry; the only one that stands, without it."),
                "reason": string(1, 4000),
            ]),
        "CreditRequest": object(
            ["reason"],
            [
                "amount": described(ref("Amount"), "All that the bill still asks for, without it."),
                "reason": string(1, 4000), "date": date,
                "restock": described(boolean, "The goods come back to the shelf."),
            ]),
        "Reason": object(["reason"], ["reason": string(1, 4000)]),
        "Claim": object([], seen),
        "Report": optional(
            object([], seen), ["withdraw": described(boolean, "Take the report back.")]),
        "WriteOff": optional(
            object([], seen), ["undo": described(boolean, "Take the write-off back: the rest is open again.")]),
        "Ask": object(["text"], ["text": string(1, 4000)]),
        "Answer": object(
            ["text"],
            [
                "question": described(string(1, 300), "Which one; the only one without an answer, without it."),
                "text": string(1, 4000),
            ]),
    ]

    /// A day.
    static let date = described(string(10, 10), "A day, as `2026-05-03`.")

    /// What can be counted of bills.
    private static let countedStates = ["draft"] + paymentStates + ["unpaid", "overdue", "overpaid", "unanswered"]

    private static func spent(_ more: JSONObject) -> JSON {
        let members: JSONObject = JSONObject([("name", string())]).merging([
            "quantity": integer(), "total": ref("Money"),
        ])
        return object(["name", "quantity", "total"] + more.map(\.key), members.merging(more))
    }

    /// What can be shown of a bill's payment.
    static let paymentStates = [
        "open", "reported", "disputed", "partly-paid", "paid", "refunded", "written-off", "void", "void-to-give-back",
    ]

    private static let billMembers: JSONObject = [
        "customer": described(
            string(1, 300), "The customer's id, the beginning of it, the shop's own key, or `walk-in`."),
        "lines": array(ref("LineRequest"), atMost: 1000), "due": date, "note": string(1, 4000),
        "discount": described(ref("Discount"), "On the whole bill."),
    ]

    private static let billSummary: JSONObject = [
        "number": described(orNull(string()), "Null for a draft."),
        "state": described(choice(["draft", "issued", "void"]), "The document's own state."),
        "payment": described(
            orNull(choice(paymentStates)),
            "What is shown: the machine and the ledger, in which recorded money wins. Null for a draft."),
        "declared": described(string(), "What somebody declared, where another state is shown."),
        "contradictory": described(boolean, "The machine and the ledger contradict each other."),
        "overpaid": described(boolean, "More was received than is owed after credits: `toGiveBack` is above zero."),
        "unanswered": described(integer(0), "How many questions about it have no answer."),
        "customer": orNull(string()), "customerName": orNull(string()), "date": orNull(date), "due": orNull(date),
        "overdueDays": described(orNull(integer(1)), "Days since the due day, while something is to collect."),
        "total": orNull(ref("Money")), "open": orNull(ref("Money")), "received": ref("Money"),
        "credited": ref("Money"), "toGiveBack": ref("Money"), "writtenOff": ref("Money"),
        "key": described(string(), "The key of the file that it was imported from."),
        "draft": described(string(), "The draft that it was made from."),
        "news": described(
            choice(["new", "changed", "paid"]),
            "On a customer's node: what came since the bill was looked at, if anything did."),
    ]

    private static let billDetails: JSONObject = [
        "net": ref("Money"), "tax": ref("Money"), "taxes": array(ref("TaxSummary")), "taxRule": string(),
        "discount": described(ref("Money"), "What all discounts take off."),
        "billDiscount": described(ref("Discount"), "The discount on the bill, as it was given."),
        "lines": array(ref("Line")), "buyer": ["type": "object"], "seller": string(), "note": string(),
        "letterhead": described(object([], letterhead), "What else stood on the shop's bills when it was issued."),
        "reason": described(string(), "Why it is void."), "voided": described(date, "The day on which it was voided."),
        "by": described(string(), "Who issued it."),
        "issuedAs": described(array(string()), "Of a draft: the bills that were made from it."),
        "payments": described(array(ref("Entry")), "The ledger, oldest first."), "credits": array(ref("Credit")),
        "questions": array(ref("Question")),
    ]

    private static let entry: JSONObject = [
        "id": string(), "bill": string(), "number": orNull(string()),
        "kind": choice(["payment", "reversal", "refund", "refund-reversal"]), "amount": ref("Money"),
        "date": orNull(date), "madeAt": ref("Moment"), "method": string(), "ref": string(), "note": string(),
        "by": string(), "reverses": described(string(), "The entry that this one takes back."),
    ]
}
