public import Replica

extension ShopNode {
    /// Records a payment and moves the bill's payment along, in one. Without an amount, all that is open is paid.
    public func pay(
        bill: String, _ payment: PaymentInput = PaymentInput(), as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act("record payments", as: user, operation) { transaction, desk in
            let reference = try transaction.issuedBill(bill).reference
            return try transaction.pay(reference, payment, id: transaction.operation.documentID, desk)
        }
    }

    /// Records money given back. Without an amount, what was received beyond what is owed, or if that is nothing, all of it.
    public func refund(
        bill: String, _ payment: PaymentInput = PaymentInput(), as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act("record refunds", as: user, operation) { transaction, desk in
            let reference = try transaction.issuedBill(bill).reference
            return try transaction.refund(reference, payment, id: transaction.operation.documentID, desk)
        }
    }

    /// Says that an entry was recorded by mistake. The reversal is named by the entry: two who reverse it while apart make one.
    /// Without an entry, the only one that still stands is meant.
    public func reverse(
        bill: String, payment: String? = nil, reason: String? = nil, as user: String = "",
        operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act("reverse payments", as: user, operation) { transaction, desk in
            let reference = try transaction.issuedBill(bill).reference
            let entry = try transaction.standingEntry(of: reference, payment)
            return try transaction.reverse(entry, of: reference, reason: reason, desk)
        }
    }
}

extension DocumentReading {
    /// The entries of a bill that no reversal takes back, oldest first.
    func standingEntries(of bill: DocumentReference) -> [LedgerEntry] {
        belonging(to: bill, ShopCollection.payment).compactMap(LedgerEntry.init)
            .filter { entry in
                entry.of == nil
                    && document(
                        DocumentReference(bill.space, ShopCollection.payment, LedgerEntry.reversalID(of: entry.id)))
                        == nil
            }
            .sorted { ($0.madeAtMicroseconds, $0.id) < ($1.madeAtMicroseconds, $1.id) }
    }

    /// The entry that is named, or the only one that stands.
    func standingEntry(of bill: DocumentReference, _ text: String?) throws(ShopError) -> LedgerEntry {
        let standing = standingEntries(of: bill)
        guard let text else {
            guard standing.count == 1 else { throw .trade(.whichPayment(standing: standing.map(\.phrase))) }
            return standing[0]
        }
        let named = standing.filter { $0.id == text }
        let found =
            named.isEmpty && text.utf8.count >= ShopNode.shortestPrefix
            ? standing.filter { $0.id.utf8.starts(with: text.utf8) } : named
        if let entry = found.first, found.count == 1 { return entry }
        let known = belonging(to: bill, ShopCollection.payment).contains { $0.id.utf8.starts(with: text.utf8) }
        throw .trade(known ? .reversed(text) : .notFound(.payment, text))
    }
}

extension LedgerEntry {
    /// The id of what reverses an entry.
    static func reversalID(of entry: String) -> String { "reversal:\(entry)" }

    /// Tells the entry from others, for people; begins with the part of its id by which it can be named.
    fileprivate var phrase: String {
        let words = [amount.description, method, day?.description].compactMap(\.self)
        return "\(id.prefix(ShopNode.shownPrefix)) (\(kind.rawValue), \(words.joined(separator: ", ")))"
    }

    /// What the reversal of this entry is.
    var reversalKind: LedgerEntryKind { kind == .refund ? .refundReversal : .reversal }
}

extension Transaction {
    /// - Parameter written: what this transaction has recorded on the bill already.
    mutating func pay(
        _ bill: DocumentReference, _ payment: PaymentInput, id: String, with written: [DocumentReference] = [],
        _ desk: Desk
    ) throws -> BillSummary {
        let record = try record(of: bill, with: written)
        let number = record.number.description
        guard record.state == .issued else { throw ShopError.trade(.billVoid(number: number)) }
        let rest = max(0, record.owed - record.received)
        let limit = try Money(exactly: rest, record.totals.currency)
        let amount = payment.amount ?? limit
        guard payment.amount != nil || amount.minor > 0 else { throw ShopError.trade(.nothingOpen(number: number)) }
        try check(amount, record, limit: payment.acceptsOverpayment ? nil : limit)
        return try enter(.payment, amount, payment, record, id: id, with: written, desk)
    }

    mutating func refund(
        _ bill: DocumentReference, _ payment: PaymentInput, id: String, _ desk: Desk
    ) throws -> BillSummary {
        let record = try record(of: bill)
        guard record.received > 0 else {
            throw ShopError.trade(.nothingReceived(number: record.number.description))
        }
        let limit = try Money(exactly: record.received, record.totals.currency)
        let tooMuch = record.received - record.owedNow
        let usual = tooMuch > 0 ? try Money(exactly: tooMuch, record.totals.currency) : limit
        let amount = payment.amount ?? usual
        try check(amount, record, limit: limit)
        return try enter(.refund, amount, payment, record, id: id, desk)
    }

    private func check(_ amount: Money, _ record: BillRecord, limit: Money?) throws(ShopError) {
        guard amount.currency == record.totals.currency else {
            throw .trade(.currency(amount.currency, bill: record.totals.currency))
        }
        guard amount.minor > 0 else { throw .trade(.notPositive) }
        if let limit, amount.minor > limit.minor { throw .trade(.tooMuch(limit: limit)) }
    }

    private mutating func enter(
        _ kind: LedgerEntryKind, _ amount: Money, _ input: PaymentInput, _ record: BillRecord, id: String,
        with written: [DocumentReference] = [], _ desk: Desk
    ) throws -> BillSummary {
        let reference = DocumentReference(record.reference.space, ShopCollection.payment, id)
        try set(reference, "bill", to: .text(record.reference.id))
        try set(
            reference, "entry",
            to: .map(present: [
                ("kind", .text(kind.rawValue)), ("amount", amount.value),
                ("method", try Self.word(input.method)), ("ref", try Self.word(input.ref)),
                ("day", (input.day ?? desk.today).value), ("by", desk.user.isEmpty ? nil : .text(desk.user)),
                ("note", try input.note.flatMap { try TextKind.note.cleanOptional($0) }.map { .text($0) }),
            ]))
        return try settle(record, after: kind, with: written + [reference], desk)
    }

    private static func word(_ text: String?) throws(ShopError) -> Value? {
        guard let text else { return nil }
        return try TextKind.name.cleanOptional(text).map { .text($0) }
    }

    /// Writes the reversal of an entry and settles the bill.
    mutating func reverse(
        _ entry: LedgerEntry, of bill: DocumentReference, reason: String?, _ desk: Desk
    ) throws -> BillSummary {
        let record = try record(of: bill)
        let reference = try writeReversal(of: entry, bill: bill, reason: reason)
        return try settle(record, after: entry.reversalKind, with: [reference], desk)
    }

    /// What is written once of a reversal follows from the entry alone, so that two reversals of it are equal.
    @discardableResult
    mutating func writeReversal(
        of entry: LedgerEntry, bill: DocumentReference, reason: String?
    ) throws -> DocumentReference {
        let reference = DocumentReference(
            bill.space, ShopCollection.payment, LedgerEntry.reversalID(of: entry.id))
        try set(reference, "bill", to: .text(bill.id))
        try set(
            reference, "entry",
            to: .map(of: [
                ("kind", .text(entry.reversalKind.rawValue)), ("amount", entry.amount.value),
                ("of", .text(entry.id)),
            ]))
        if let reason = try reason.flatMap({ try TextKind.note.cleanOptional($0) }) {
            try set(reference, "reason", to: .text(reason))
        }
        return reference
    }

    /// The move of the payment machine that an entry of the ledger brings with it, if any.
    mutating func settle(
        _ before: BillRecord, after kind: LedgerEntryKind, with written: [DocumentReference], _ desk: Desk
    ) throws -> BillSummary {
        let after = try record(of: before.reference, with: written)
        if let next = before.machine.next(after: kind, received: after.received, owed: after.owedNow) {
            try move(before.reference, PaymentState.machine.field, to: next.rawValue)
        }
        return try summary(of: before.reference, with: written, desk)
    }
}
