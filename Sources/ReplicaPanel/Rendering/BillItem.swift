import Replica
import ReplicaShop

/// An item of a list in which bills and drafts stand side by side.
enum BillItem {
    case bill(BillSummary)
    indirect case draft(DraftView, customerName: String?)

    /// A draft, with its customer's name.
    init(_ draft: (draft: DraftView, name: String?)) { self = .draft(draft.draft, customerName: draft.name) }

    /// Names the item in a list, and orders what is alike otherwise: bills by number.
    var id: String {
        switch self {
        case .bill(let bill): "\(bill.number.sortText)/\(bill.id)"
        case .draft(let draft, _): draft.id
        }
    }

    /// The document.
    var reference: DocumentReference {
        switch self {
        case .bill(let bill): bill.document
        case .draft(let draft, _): draft.reference
        }
    }

    /// What it is sorted by; a draft has neither day nor number.
    func key(_ field: String) -> SortKey {
        switch (self, field) {
        case (.bill(let bill), "number"): SortKey(bill.number.sortText)
        case (.bill(let bill), "customer"): SortKey(bill.customerName)
        case (.bill(let bill), "total"): .number(bill.total.minor)
        case (.bill(let bill), "open"): .number(bill.open.minor)
        case (.bill(let bill), "state"): SortKey(bill.payment.rawValue)
        case (.bill(let bill), "due"): SortKey(bill.due.map { Int64($0.number) })
        case (.bill(let bill), _): .number(Int64(bill.date.number))
        case (.draft(_, let name), "customer"): SortKey(name)
        case (.draft(let draft, _), "total"): SortKey(draft.total?.minor)
        case (.draft(let draft, _), "due"): SortKey(draft.due.map { Int64($0.number) })
        case (.draft(let draft, _), "changed"): .number(Int64(clamping: draft.changedAtMicroseconds))
        case (.draft, _): .none
        }
    }

    /// The item without its reach.
    var json: JSON {
        switch self {
        case .bill(let bill): BillJSON.summary(bill)
        case .draft(let draft, let name): BillJSON.draft(draft, customerName: name)
        }
    }
}

extension DraftView {
    /// The document.
    var reference: DocumentReference { DocumentReference(.shop, ShopCollection.draft, id) }
}

extension BillSummary {
    /// The document. A summary is read from a customer's space, whose id its customer has.
    var document: DocumentReference {
        reference ?? DocumentReference(.shop, ShopCollection.bill, id)
    }
}

extension BillNumber {
    /// Series, then counter, in the order in which numbers were spent.
    var sortText: String {
        let digits = String(counter)
        return "\(series)-" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }
}
