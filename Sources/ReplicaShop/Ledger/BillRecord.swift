import Replica

/// A bill's document with its ledger, read; what does not depend on the day.
struct BillRecord: Sendable {
    let reference: DocumentReference
    let customer: String
    let customerName: String
    let number: BillNumber
    let date: Day
    let due: Day?
    let state: BillState
    let machine: PaymentState
    let totals: IssuedTotals
    let credited: Int128
    let received: Int128
    /// What moved money on it, in the bill's currency.
    let ledger: [LedgerEntry]
    let unanswered: Int
    let importKey: String?
    let draft: String?
    let changedAtMicroseconds: UInt64
    let conflicts: [String]
    /// What a search looks into.
    let searchText: SearchText
    /// How it shows itself but for the days; nil if that can't be computed. Lists of thousands ask for it at every change.
    private var settled: BillSummary?

    /// Reads a bill; nil if it is no whole bill. `entries` and `credits` are the documents of its ledger.
    init?(
        _ document: DocumentView, entries: [DocumentView], credits: [DocumentView], questions: [DocumentView]
    ) {
        guard case .customer(let space) = document.reference.space,
            let number = document["number"]?.text.flatMap({ try? BillNumber(parsing: $0) }),
            let date = Day(document["date"]), let totals = IssuedTotals(document["totals"])
        else { return nil }
        reference = document.reference
        customer = space.description
        customerName = document["buyer"]?["name"]?.text ?? ""
        self.number = number
        self.date = date
        due = Day(document["due"])
        state = document.state(BillState.machine.field).flatMap(BillState.init) ?? .issued
        machine = document.state(PaymentState.machine.field).flatMap(PaymentState.init) ?? .open
        self.totals = totals
        ledger = entries.compactMap(LedgerEntry.init).filter { $0.amount.currency == totals.currency }
        received = ledger.reduce(0) { $0 + $1.signed }
        let credits = credits.compactMap(CreditView.init).filter { $0.amount.currency == totals.currency }
        credited = credits.reduce(0) { $0 + Int128($1.amount.minor) }
        unanswered = questions.compactMap(QuestionView.init).count { $0.answer == nil }
        importKey = document["importKey"]?.text
        draft = document["draft"]?.text
        changedAtMicroseconds = (entries + [document]).map(\.changedAtMicroseconds).max() ?? 0
        conflicts = document.conflicts
        let lines = (document["lines"]?.list ?? []).flatMap { [$0["sku"]?.text, $0["name"]?.text] }
        searchText = SearchText(
            ([number.description, customerName, document["buyer"]?["company"]?.text, importKey] + lines)
                .compactMap(\.self).joined(separator: " "))
        settled = try? computed(on: date)
        settled?.daysOverdue = nil
    }

    /// What is owed, as if the bill were not void.
    var owed: Int128 { Int128(totals.total.minor) - credited }

    /// What is owed: nothing for a void bill.
    var owedNow: Int128 { state == .void ? 0 : owed }

    /// How it shows itself on a day.
    func summary(on today: Day) throws(ShopError) -> BillSummary {
        guard var summary = settled else { return try computed(on: today) }
        summary.daysOverdue = PaymentView.daysOverdue(open: summary.open, due: due, on: today)
        return summary
    }

    private func computed(on today: Day) throws(ShopError) -> BillSummary {
        let currency = totals.currency
        let view = try PaymentView(
            bill: state, payment: machine, received: Money(exactly: received, currency),
            owed: Money(exactly: owed, currency), due: due, today: today)
        return BillSummary(
            id: reference.id, customer: customer, customerName: customerName, number: number, date: date, due: due,
            state: state, payment: view.state, declared: view.declared, isContradictory: view.isContradictory,
            total: totals.total, credited: try Money(exactly: credited, currency),
            received: try Money(exactly: received, currency), open: view.open, toGiveBack: view.toGiveBack,
            writtenOff: view.writtenOff, daysOverdue: view.daysOverdue, questions: unanswered, importKey: importKey,
            draft: draft,
            changedAtMicroseconds: changedAtMicroseconds, conflicts: conflicts)
    }
}
