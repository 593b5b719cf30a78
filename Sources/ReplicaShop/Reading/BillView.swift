import Replica

/// A bill as a page shows it: everything.
public struct BillView: Hashable, Sendable, Codable {
    /// What lists show of it.
    public let summary: BillSummary
    /// The lines, frozen.
    public let lines: [IssuedLine]
    /// The totals, frozen.
    public let totals: IssuedTotals
    /// The buyer's name and address then, by field: name, company, address, city, postcode, country.
    public let buyer: [String: String]
    /// The shop's name then.
    public let seller: String
    /// What else stood on the shop's bills then.
    public let letterhead: Letterhead?
    /// What shop and customer write on it.
    public let note: String?
    /// Why it was voided.
    public let voidReason: String?
    /// On which day it was voided.
    public let voidDay: Day?
    /// Who issued it.
    public let by: String?
    /// The ledger, oldest first.
    public let entries: [LedgerEntry]
    /// The ids of entries that no reversal takes back.
    public let standing: [String]
    /// The credits, oldest first.
    public let credits: [CreditView]
    /// What was asked, oldest first.
    public let questions: [QuestionView]
    /// What a form that shows the payment's state and the note has seen, by path; given back with a move.
    public let seen: [String: String]

    init(_ document: DocumentView, _ record: BillRecord, in snapshot: Snapshot, on today: Day) throws(ShopError) {
        summary = try record.summary(on: today)
        totals = record.totals
        lines = (document["lines"]?.list ?? []).compactMap { IssuedLine($0, in: record.totals.currency) }
        var buyer: [String: String] = [:]
        if case .map(let members)? = document["buyer"] {
            for member in members { buyer[member.key] = member.value.text }
        }
        self.buyer = buyer
        let seller = document["seller"]
        self.seller = seller?.text ?? seller?["name"]?.text ?? ""
        letterhead = Letterhead { seller?[$0] }
        note = (document["note"]?.text).flatMap { try? TextKind.note.clean($0) }
        voidReason = document["voided"]?["reason"]?.text
        voidDay = Day(document["voided"]?["day"])
        by = document["by"]?.text
        entries = snapshot.belonging(to: document.reference, ShopCollection.payment).compactMap(LedgerEntry.init)
            .sorted { ($0.madeAtMicroseconds, $0.id) < ($1.madeAtMicroseconds, $1.id) }
        standing = snapshot.standingEntries(of: document.reference).map(\.id)
        credits = snapshot.belonging(to: document.reference, ShopCollection.credit).compactMap(CreditView.init)
            .sorted { ($0.madeAtMicroseconds, $0.id) < ($1.madeAtMicroseconds, $1.id) }
        questions = snapshot.belonging(to: document.reference, ShopCollection.question)
            .compactMap(QuestionView.init)
            .sorted { ($0.changedAtMicroseconds, $0.id) < ($1.changedAtMicroseconds, $1.id) }
        seen = Dictionary(
            uniqueKeysWithValues: [PaymentState.machine.field, BillState.machine.field, "note"].map {
                ($0, document.seen($0).token)
            })
    }
}
