/// Bills, drafts and what is recorded on bills.
extension PanelSchemas {
    static let bills: JSONObject = [
        "LineRequest": object(
            ["sku", "quantity"],
            [
                "sku": string(1, 64),
                "quantity": described(integer(-1_000_000_000, 1_000_000_000), "Negative on a line that gives back."),
                "price": described(ref("Amount"), "For one, where it is not to be the product's."),
                "text": described(string(1, 200), "What stands on the bill, where it is not to be the product's name."),
                "discount": ref("Discount"),
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
            ])),
        "Bill": document(
            [
                "number", "state", "payment", "customer", "customerName", "date", "due", "overdueDays", "total", "open",
                "paid", "lines",
            ],
            [
                "number": described(orNull(string()), "Null for a draft."),
                "state": described(choice(["draft", "issued", "void"]), "The document's own state."),
                "payment": described(
                    orNull(choice(paymentStates)),
                    "What is shown: the machine and the ledger, in which recorded money wins."),
                "declared": described(string(), "What somebody declared, where another state is shown."),
                "customer": orNull(string()), "customerName": orNull(string()), "date": orNull(date),
                "due": orNull(date),
                "overdueDays": described(orNull(integer(1)), "Days since the due day, while something is to collect."),
                "total": orNull(ref("Money")), "open": orNull(ref("Money")), "paid": orNull(ref("Money")),
                "credited": ref("Money"), "toGiveBack": ref("Money"), "net": ref("Money"), "tax": ref("Money"),
                "taxes": array(ref("TaxSummary")), "taxRule": string(), "discount": ref("Money"),
                "lines": array(ref("Line")), "note": string(), "reason": described(string(), "Why it is void."),
                "by": described(string(), "Who issued it."),
                "draft": described(string(), "The draft it was made from."),
                "issued": described(string(), "Of a draft: the bill that was made from it."),
                "payments": array(ref("Payment")), "credits": array(ref("Credit")),
                "questions": array(ref("Question")),
                "key": described(string(), "The key of the file it was imported from."),
            ]),
        "BillPage": page(
            of: "Bill",
            [
                "sums": described(
                    array(object(["total", "open"], ["total": ref("Money"), "open": ref("Money")])),
                    "Over all pages, one for each currency; drafts aside.")
            ]),
        "Line": object(
            ["sku", "text", "quantity", "price"],
            [
                "sku": string(), "text": string(), "quantity": integer(), "price": ref("Money"), "tax": percent,
                "discount": ref("Discount"), "total": ref("Money"), "key": string(), "product": string(),
            ]),
        "TaxSummary": object(
            ["rate", "net", "tax", "gross"],
            ["rate": percent, "net": ref("Money"), "tax": ref("Money"), "gross": ref("Money")]),
        "Payment": document(
            ["bill", "number", "kind", "amount", "date"],
            [
                "bill": string(), "number": string(),
                "kind": choice(["payment", "reversal", "refund", "refund-reversal"]), "amount": ref("Money"),
                "date": date, "method": string(), "ref": string(), "note": string(), "reason": string(),
                "reverses": described(string(), "The entry that this one takes back."),
                "reversed": described(boolean, "Whether another entry takes it back."), "by": string(),
            ]),
        "PaymentPage": page(of: "Payment"),
        "Credit": document(
            ["bill", "number", "amount", "reason"],
            [
                "bill": string(), "number": string(), "amount": ref("Money"), "reason": string(), "date": date,
                "by": string(),
            ]),
        "Question": document(
            ["bill", "number", "text"],
            ["bill": string(), "number": string(), "text": string(), "answer": string(), "by": string()]),
        "Issue": object([], ["date": date, "due": date]),
        "Pay": object(
            [],
            [
                "amount": described(ref("Amount"), "All that is open, without it."), "method": string(1, 200),
                "ref": described(string(1, 200), "The reference of the payment, as on the bank statement."),
                "date": date, "note": string(1, 4000),
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
                "amount": described(ref("Amount"), "The whole bill, without it."), "reason": string(1, 4000),
                "date": date,
            ]),
        "Reason": object(["reason"], ["reason": string(1, 4000)]),
        "Remark": object([], ["note": string(1, 4000)]),
        "Ask": object(["text"], ["text": string(1, 4000)]),
    ]

    /// A day.
    static let date = described(string(10, 10), "A day, as `2026-05-03`.")

    /// What can be shown of a bill's payment.
    static let paymentStates = [
        "open", "reported", "disputed", "partly-paid", "paid", "refunded", "written-off", "void", "void-to-give-back",
    ]

    private static let billMembers: JSONObject = [
        "customer": described(string(1, 300), "The customer's id, or the beginning of it, or the shop's own key."),
        "lines": array(ref("LineRequest"), atMost: 1000), "due": date, "note": string(1, 4000),
        "discount": described(ref("Discount"), "On the whole bill."),
    ]
}
