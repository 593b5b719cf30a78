import Replica

/// A bill's document with its ledger, read; what does not depend on the day. Shared, since lists of thousands are made at every change.
final class BillRecord: Sendable {
    let reference: DocumentReference
    let customer: String
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
    /// What a search looks into.
    let searchText: SearchText
    /// How it shows itself but for the days, or why that can't be computed.
    private let settled: Result<BillSummary, ShopError>

    /// Reads a bill; nil if it is no whole bill. `entries` and `credits` are the documents of its ledger.
    init?(
        _ document: DocumentView, entries: [DocumentView], credits: [DocumentView], questions: [DocumentView]
    ) {
        guard case .customer(let space) = document.reference.space,
            let number = document["number"]?.text.flatMap({ try? BillNumber(parsing: $0) }),
            let date = Day(document["date"]), let totals = IssuedTotals(document["totals"])
        else { return nil }
        let ledger = entries.compactMap(LedgerEntry.init).filter { $0.amount.currency == totals.currency }
        let credits = credits.compactMap(CreditView.init).filter { $0.amount.currency == totals.currency }
        reference = document.reference
        customer = space.description
        self.number = number
        self.date = date
        due = Day(document["due"])
        state = document.state(BillState.machine.field).flatMap(BillState.init) ?? .issued
        machine = document.state(PaymentState.machine.field).flatMap(PaymentState.init) ?? .open
        self.totals = totals
        self.ledger = ledger
        received = ledger.reduce(0) { $0 + $1.signed }
        credited = credits.reduce(0) { $0 + Int128($1.amount.minor) }
        let buyer = document["buyer"]
        let customerName = buyer?["name"]?.text ?? ""
        let importKey = document["importKey"]?.text
        let lines = (document["lines"]?.list ?? []).flatMap { [$0["sku"]?.text, $0["name"]?.text] }
        searchText = SearchText(
            ([number.description, customerName, buyer?["company"]?.text, importKey] + lines)
                .compactMap(\.self).joined(separator: " "))
        settled = Result { [customer, due, state, machine, received, credited] () throws(ShopError) in
            let received = try Money(exactly: received, totals.currency)
            return BillSummary(
                id: document.reference.id, customer: customer, customerName: customerName, number: number, date: date,
                due: due, state: state,
                payment: try PaymentView(
                    bill: state, payment: machine, received: received,
                    owed: Money(exactly: Int128(totals.total.minor) - credited, totals.currency), due: nil,
                    today: date),
                total: totals.total, credited: try Money(exactly: credited, totals.currency), received: received,
                questions: questions.compactMap(QuestionView.init).count { $0.answer == nil }, importKey: importKey,
                draft: document["draft"]?.text,
                changedAtMicroseconds: (entries + [document]).map(\.changedAtMicroseconds).max() ?? 0,
                conflicts: document.conflicts)
        }
    }

    /// What is owed, as if the bill were not void.
    var owed: Int128 { Int128(totals.total.minor) - credited }

    /// What is owed: nothing for a void bill.
    var owedNow: Int128 { state == .void ? 0 : owed }

    /// The payments that no reversal takes back, oldest first.
    var standingPayments: [LedgerEntry] {
        let reversed = Set(ledger.compactMap(\.of))
        return ledger.filter { $0.kind == .payment && !reversed.contains($0.id) }
            .sorted { ($0.madeAtMicroseconds, $0.id) < ($1.madeAtMicroseconds, $1.id) }
    }

    /// How it shows itself on a day.
    func summary(on today: Day) throws(ShopError) -> BillSummary { try settled.get().on(today) }
}
