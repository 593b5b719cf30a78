import Replica
import Synchronization

/// Issues invented bills, with their ledgers and states, in transactions of some bills each. Each bill has a key of its own: one that is
/// there already is left alone.
struct SampleBillLoader: Sendable {
    let shop: ShopNode
    let user: String
    /// How many bills one transaction touches. Higher is faster; lower lets others see them come one by one.
    let perTransaction: Int

    typealias Keyed = (key: String, bill: SampleBill)

    /// Which bills a load has made.
    private final class Made: Sendable {
        private let keys = Mutex<Set<String>>([])

        func insert(_ key: String) { keys.withLock { _ = $0.insert(key) } }

        var all: Set<String> { keys.withLock { $0 } }
    }

    /// Returns how many bills and entries of ledgers are new.
    func load(_ bills: [Keyed], progress: (Int) -> Void = { _ in }) async throws -> (bills: Int, entries: Int) {
        let made = Made()
        let count = try await batches(bills, progress) { transaction, item, desk in
            guard transaction.keyed(ShopCollection.bill, "importKey", item.key) == nil else { return 0 }
            _ = try transaction.issue(
                item.bill.input(key: item.key), id: transaction.operation.documentID(item.key), desk)
            made.insert(item.key)
            return 1
        }
        let keys = made.all
        return (count, try await loadLedgers(of: bills.filter { keys.contains($0.key) }))
    }

    /// Ledger entries and states, step by step: the payment machine moves once in a transaction.
    private func loadLedgers(of bills: [Keyed]) async throws -> Int {
        var entries = 0
        for step in 0..<(bills.map { $0.bill.entries.count }.max() ?? 0) {
            entries += try await batches(bills.filter { step < $0.bill.entries.count }) { transaction, item, desk in
                try transaction.enterSample(item.bill.entries[step], item.key, step, desk)
            }
        }
        for isLast in [false, true] {
            let waiting = bills.filter { $0.bill.void != nil || $0.bill.hasDeclaredState }
            _ = try await batches(waiting) { transaction, item, desk in
                try transaction.finishSample(item.bill, item.key, isLast: isLast, desk)
            }
        }
        return entries
    }

    private func batches(
        _ bills: [Keyed], _ progress: (Int) -> Void = { _ in },
        _ body: @escaping @Sendable (inout Transaction, Keyed, Desk) throws -> Int
    ) async throws -> Int {
        var made = 0
        for start in stride(from: 0, to: bills.count, by: perTransaction) {
            let batch = Array(bills[start..<min(bills.count, start + perTransaction)])
            made += try await shop.act("load samples", as: user, nil) { transaction, desk in
                try batch.reduce(0) { try $0 + body(&transaction, $1, desk) }
            }.value
            progress(batch.count)
        }
        return made
    }
}

extension SampleBill {
    /// Whether its machine ends where somebody must say so.
    fileprivate var hasDeclaredState: Bool { [.reported, .disputed, .writtenOff].contains(payment) }

    fileprivate func input(key: String) -> BillInput {
        BillInput(
            customer: customer,
            lines: lines.map {
                LineInput(
                    product: $0.sku, quantity: $0.line.quantity, unitPrice: $0.line.unitPrice,
                    discount: $0.line.discount)
            }, date: date, due: due, importKey: key)
    }
}

extension Transaction {
    /// Records an entry of a sample bill, unless that was done.
    fileprivate mutating func enterSample(
        _ entry: SampleBill.Entry, _ key: String, _ step: Int, _ desk: Desk
    ) throws -> Int {
        guard let bill = keyed(ShopCollection.bill, "importKey", key) else { return 0 }
        let id = "\(key)-\(step + 1)"
        guard document(DocumentReference(bill.reference.space, ShopCollection.payment, id)) == nil else { return 0 }
        let input = PaymentInput(amount: entry.amount, method: entry.method, day: entry.day, acceptsOverpayment: true)
        switch entry.kind {
        case .payment: _ = try pay(bill.reference, input, id: id, desk)
        case .refund: _ = try refund(bill.reference, input, id: id, desk)
        case .reversal, .refundReversal, .credit: return 0
        }
        return 1
    }

    /// Brings a sample bill's machines to where they ended: a report first, what follows it last.
    fileprivate mutating func finishSample(
        _ bill: SampleBill, _ key: String, isLast: Bool, _ desk: Desk
    ) throws -> Int {
        guard let document = keyed(ShopCollection.bill, "importKey", key) else { return 0 }
        let record = try record(of: document.reference)
        if isLast, let void = bill.void, record.state == .issued {
            _ = try self.void(document.reference, reason: void.reason, day: void.day, acceptsMoney: true, desk)
            return 1
        }
        let next: PaymentState? =
            switch (bill.payment, record.machine) {
            case (.reported, .open), (.disputed, .open): .reported
            case (.disputed, .reported): isLast ? .disputed : nil
            case (.writtenOff, .open), (.writtenOff, .partlyPaid): isLast ? .writtenOff : nil
            default: nil
            }
        guard let next else { return 0 }
        try move(document.reference, PaymentState.machine.field, to: next.rawValue)
        return 1
    }
}
