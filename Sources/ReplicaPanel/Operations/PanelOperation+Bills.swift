import Replica
import ReplicaShop

extension PanelOperation {
    static let bills: [PanelOperation] = [
        listBills, showBill, createBill, listDrafts, showDraft, createDraft, changeDraft, deleteDraft,
        spending, issue, pay, refund, reverse, credit, void, report, dispute, writeOff, ask, reply, billHistory,
        listPayments, showPayment,
    ]

    static let listBills = PanelOperation(
        .get, "/api/bill", id: "listBills", "Bills, drafts among them",
        details:
            "Several values of `state` are several parameters. Unpaid, overdue and overpaid are computed, and hide no other state.",
        tag: .bills,
        parameters: [
            .choices(
                "state",
                ["draft", "issued"] + PanelSchemas.paymentStates + [
                    "unpaid", "overdue", "overpaid", "contradictory", "unanswered",
                ],
                "Only those in one of these states."),
            .query("customer", "Only those of this customer."), .since("Only those that bear this day or a later one."),
            .flag("only-here", "Only those that no other node has yet."), .text(in: "number, customer or lines"),
            .filter(ShopFields.bills.names),
            .flag("counts", "Tell how many there are in each state, too, whatever state is asked for."),
            .sort(["date", "number", "customer", "total", "due", "open", "state"]), .limit, .after,
        ],
        answers: [.init(.ok, "One page.", .json(named: "BillList"))])

    static let showBill = PanelOperation(
        .get, "/api/bill/{id}", id: "showBill",
        "One bill or draft, with its payments, by number, id or the beginning of the id", tag: .bills,
        parameters: [.explain], answers: [.init(.ok, "The bill.", .json(named: "Bill"))])

    static let createBill = PanelOperation(
        .post, "/api/bill", id: "createBill", "Make a bill and issue it at once",
        details:
            "It takes this node's next number, its products from stock, and is never edited: it is voided or credited.",
        tag: .bills, .writes, for: .admins("make bills"), body: .json(named: "NewBill"),
        answers: [
            .init(.created, "The bill.", .json(named: "Bill")),
            .init(.ok, "A repetition, or a dry run.", .json(named: "Bill")),
        ])

    static let listDrafts = PanelOperation(
        .get, "/api/draft", id: "listDrafts", "Bills in the making", tag: .bills, for: .admins("see drafts"),
        parameters: [
            .query("customer", "Only those for this customer."), .filter(ShopFields.bills.names),
            .sort(["changed", "customer", "total", "due"]), .limit,
            .after,
        ],
        answers: [.init(.ok, "One page.", .json(named: "BillPage"))])

    static let showDraft = PanelOperation(
        .get, "/api/draft/{id}", id: "showDraft", "One draft, by its id or the beginning of it", tag: .bills,
        for: .admins("see drafts"), parameters: [.explain], answers: [.init(.ok, "The draft.", .json(named: "Bill"))])

    static let createDraft = PanelOperation(
        .post, "/api/draft", id: "createDraft", "Begin a draft",
        details: "It has no number and can be changed or deleted.",
        tag: .bills, .writes, for: .admins("make drafts"), body: .json(named: "NewDraft"),
        answers: [
            .init(.created, "The draft.", .json(named: "Bill")),
            .init(.ok, "A repetition, or a dry run.", .json(named: "Bill")),
        ])

    static let changeDraft = PanelOperation(
        .patch, "/api/draft/{id}", id: "changeDraft", "Change a draft",
        details:
            "Only the members given change; null clears. A line with the `key` of one replaces it, others are added; `remove` takes lines away.",
        tag: .bills, .writes,
        for: .admins("change drafts"), body: .json(named: "DraftChange"),
        answers: [.init(.ok, "The draft now.", .json(named: "Bill"))])

    static let deleteDraft = PanelOperation(
        .delete, "/api/draft/{id}", id: "deleteDraft", "Delete a draft", tag: .bills, .writes,
        for: .admins("delete drafts"), answers: [.init(.ok, "It is gone.", .json(named: "Deleted"))])

    private static func move(
        _ word: String, id: String? = nil, _ summary: String, details: String? = nil, _ body: String,
        for audience: Audience
    ) -> PanelOperation {
        PanelOperation(
            .post, RoutePattern("/api/bill/{id}/\(word)"), id: id ?? word + "Bill", summary, details: details,
            tag: .bills,
            .writes, for: audience, body: .json(named: body),
            answers: [.init(.ok, "The bill now.", .json(named: "Bill"))])
    }

    static let issue = move(
        "issue", "Issue a draft: number, date, stock", "Issue", for: .admins("issue bills"))
    static let pay = move("pay", "Record a payment", "Pay", for: .admins("record payments"))
    static let refund = move(
        "refund", "Record money given back",
        details: "Without an amount, what was received beyond what is owed, or if that is nothing, all of it.",
        "Refund", for: .admins("record refunds"))
    static let reverse = move(
        "reverse", "Take a recorded payment back", details: "The entry stays, with its reversal beside it.", "Reverse",
        for: .admins("reverse payments"))
    static let credit = move("credit", "Credit a bill, whole or in part", "CreditRequest", for: .admins("credit bills"))
    static let void = move(
        "void", "Void a bill; its number stays",
        details: "For a bill that should not exist and has no money on it. Its products go back to stock.", "Reason",
        for: .admins("void bills"))
    static let report = move(
        "report", "Say that the bill was paid, or take that back", "Report", for: .everybody)
    static let dispute = move(
        "dispute", "Say that a reported payment has not arrived", "Claim", for: .admins("dispute payments"))
    static let writeOff = move(
        "write-off", id: "writeOffBill", "Expect nothing more on a bill, or take that back", "WriteOff",
        for: .admins("write bills off"))
    static let ask = move("ask", "Ask the shop about a bill", "Ask", for: .everybody)
    static let reply = move("answer", "Answer a question about a bill", "Answer", for: .admins("answer customers"))

    static let billHistory = PanelOperation(
        .get, "/api/bill/{id}/history", id: "billHistory", "Who did what to a bill, when, and when it arrived here",
        tag: .bills, answers: [.init(.ok, "Every write, in the order of their making.", .json(named: "History"))])

    static let spending = PanelOperation(
        .get, "/api/spending", id: "showSpending", "What a customer has spent: by month, by product, how promptly",
        details: "Void bills aside. On a customer's node it is that customer's own.",
        tag: .bills, parameters: [.query("customer", "Only this customer's bills.")],
        answers: [.init(.ok, "The sums.", .json(named: "Spending"))])

    static let listPayments = PanelOperation(
        .get, "/api/payment", id: "listPayments", "Entries of the bills' ledgers", tag: .bills,
        parameters: [
            .query("bill", "Only those of this bill."), .query("customer", "Only those of this customer."),
            .since("Only those that bear this day or a later one."), .sort(["date", "amount"]), .limit, .after,
        ],
        answers: [.init(.ok, "One page.", .json(named: "PaymentPage"))])

    static let showPayment = PanelOperation(
        .get, "/api/payment/{id}", id: "showPayment", "One entry of a bill's ledger, by its id or the beginning of it",
        tag: .bills, parameters: [.explain], answers: [.init(.ok, "The entry.", .json(named: "Payment"))])
}
