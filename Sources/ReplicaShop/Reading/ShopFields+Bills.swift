public import Replica

extension ShopFields {
    /// The word that every bill's payment has besides its shown state while something is to collect.
    private static let unpaid = "unpaid"

    /// The fields of bills and drafts. `payment` is the shown state; while something is to collect, it is `unpaid` as well.
    public static let bills = FilterFields<BillRow>(words + names + days + amounts + marks)

    private typealias Field = FilterFields<BillRow>.Field

    private static func bill(
        _ name: String, _ kind: FilterKind, _ read: @escaping @Sendable (BillSummary) -> FilterValue
    ) -> Field {
        Field(name, kind) { row in
            switch row {
            case .bill(let bill): read(bill)
            case .draft: .null
            }
        }
    }

    private static func both(
        _ name: String, _ kind: FilterKind, _ bill: @escaping @Sendable (BillSummary) -> FilterValue,
        _ draft: @escaping @Sendable (DraftView, String?) -> FilterValue
    ) -> Field {
        Field(name, kind) { row in
            switch row {
            case .bill(let summary): bill(summary)
            case .draft(let view, let name): draft(view, name)
            }
        }
    }

    private static let words: [Field] = [
        both(
            "state", .word(["draft"] + BillState.allCases.map(\.rawValue)), { .text($0.state.rawValue) },
            { _, _ in .text("draft") }),
        bill("payment", .word(ShownState.allCases.map(\.rawValue) + [unpaid])) { bill in
            FilterValue([bill.payment.rawValue] + (bill.open.minor > 0 ? [unpaid] : []))
        },
        bill("declared", .word(PaymentState.allCases.map(\.rawValue))) { FilterValue($0.declared?.rawValue) },
    ]

    private static let names: [Field] = [
        both("id", .text, { .text($0.id) }, { draft, _ in .text(draft.id) }),
        bill("number", .text) { .text($0.number.description) },
        both("customer", .text, { .text($0.customer) }, { draft, _ in FilterValue(draft.customer) }),
        both("customer.id", .text, { .text($0.customer) }, { draft, _ in FilterValue(draft.customer) }),
        both("customer.name", .text, { .text($0.customerName) }, { _, name in FilterValue(name) }),
        bill("key", .text) { FilterValue($0.importKey) },
        both("draft", .text, { FilterValue($0.draft) }, { draft, _ in .text(draft.id) }),
        both("conflicts", .text, { FilterValue($0.conflicts) }, { draft, _ in FilterValue(draft.conflicts) }),
    ]

    private static let days: [Field] = [
        bill("date", .day) { FilterValue($0.date) },
        both("due", .day, { FilterValue($0.due) }, { draft, _ in FilterValue(draft.due) }),
        bill("overdueDays", .number) { $0.daysOverdue.map { FilterValue($0) } ?? .null },
        both(
            "changedAt", .moment, { FilterValue(microseconds: $0.changedAtMicroseconds) },
            { draft, _ in FilterValue(microseconds: draft.changedAtMicroseconds) }),
    ]

    private static let amounts: [Field] =
        amount("total", { $0.total }, { $0.total }) + amount("open", { $0.open }) + amount("received", { $0.received })
        + amount("credited", { $0.credited }) + amount("toGiveBack", { $0.toGiveBack })
        + amount("writtenOff", { $0.writtenOff })

    private static func amount(
        _ name: String, _ bill: @escaping @Sendable (BillSummary) -> Money,
        _ draft: @escaping @Sendable (DraftView) -> Money? = { _ in nil }
    ) -> [Field] {
        FilterFields<BillRow>.amount(name) { row in
            switch row {
            case .bill(let summary): bill(summary)
            case .draft(let view, _): draft(view)
            }
        }
    }

    private static let marks: [Field] = [
        bill("overdue", .truth) { .truth($0.isOverdue) }, bill("overpaid", .truth) { .truth($0.isOverpaid) },
        bill("contradictory", .truth) { .truth($0.isContradictory) },
        bill("unanswered", .number) { FilterValue($0.unansweredQuestions) },
    ]
}
