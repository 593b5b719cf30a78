public import Replica

extension ShopNode {
    /// Settles a conflict: the side that is named holds from now on, on every node that hears of it.
    ///
    /// What it does depends on the kind: a value is written again, a state is moved, a count is made to hold; of one draft's
    /// bills the others are voided; payments besides the real one are reversed so long as the bill stays paid. Refused with
    /// ``TradeFault/notSettled(_:)`` where keeping a side settles nothing, or something has changed meanwhile.
    ///
    /// - Parameters:
    ///   - conflict: its id, or the beginning of it.
    ///   - side: the id of one of its sides.
    public func resolve(
        conflict text: String, keeping side: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<ShopConflict> {
        guard node.isAdmin else { throw ShopError.trade(.adminsOnly("settle conflicts")) }
        if let operation, let former = try await repetition(of: operation, user) { return former }
        let conflict = try await conflict(text)
        guard conflict.canResolve else { throw ShopError.trade(.notSettled(conflict.hint)) }
        guard let kept = conflict.sides.first(where: { $0.id == side }) else {
            throw ShopError.trade(.notFound(.conflict, side))
        }
        let fields = try await node.conflicts().first { $0.id == conflict.id }
        return try await act("settle conflicts", as: user, operation) { transaction, desk in
            try transaction.settle(conflict, keeping: kept, field: fields, desk)
            return conflict
        }
    }

    /// The first result of an action that was done before: by then its conflict is gone, so it must be asked first.
    private func repetition(of operation: OperationKey, _ user: String) async throws -> Receipt<ShopConflict>? {
        do {
            return try await node.write(as: user, operation: operation) { _ -> ShopConflict in throw NotDone() }
        } catch is NotDone {
            return nil
        }
    }
}

/// The action was not done before.
private struct NotDone: Error {}

extension Transaction {
    /// Makes a side of a conflict hold; `field` is the field's conflict, where it is one.
    mutating func settle(
        _ conflict: ShopConflict, keeping kept: ShopConflict.Side, field: Conflict?, _ desk: Desk
    ) throws {
        guard let reference = conflict.reference, let document = document(reference) else {
            throw ShopError.trade(.notFound(.conflict, conflict.id))
        }
        switch conflict.kind {
        case .register, .machine, .count:
            guard let field, let side = field.sides.first(where: { $0.id(field.kind) == kept.id }) else {
                throw ShopError.trade(.notSettled(Self.changed))
            }
            switch field.kind {
            case .register: try keep(side, of: field, in: document)
            case .machine: try move(to: side, of: field, in: document)
            case .count: try hold(kept.id, of: field, in: document)
            }
        case .issuedTwice: try keepBill(kept.id, of: document, desk)
        case .changedWhileIssued: try keepIssued(kept.id, of: document)
        case .overpaid: try keepPayment(kept.id, of: reference, desk)
        case .moneyToGiveBack, .voidedAndCredited, .belowZero, .keyTwice:
            throw ShopError.trade(.notSettled(conflict.hint))
        }
    }

    private static let changed = "it has changed meanwhile"

    private mutating func keep(_ side: Conflict.Side, of field: Conflict, in document: DocumentView) throws {
        guard Set(document.values(field.path)) == Set(field.sides.map(\.value)) else {
            throw ShopError.trade(.notSettled(Self.changed))
        }
        if document.reference.collection == ShopCollection.draft {
            try set(document.reference, field.path, to: side.value)
        } else {
            try restore(document, field.path, to: side.value)
        }
    }

    /// The other side's entry is moved to the kept state, if the machine has such a move: then both say the same.
    private mutating func move(to side: Conflict.Side, of field: Conflict, in document: DocumentView) throws {
        guard let kept = side.value.text, let other = field.sides.first(where: { $0.value != side.value }),
            let from = other.value.text, field.sides.count(where: { $0.value != side.value }) == 1
        else { throw ShopError.trade(.notSettled("more than two states meet: take the next step by hand")) }
        if field.path == PaymentState.machine.field, let from = PaymentState(rawValue: from),
            let to = PaymentState(rawValue: kept)
        {
            guard PaymentState.machine.has(from: from, to: to) else {
                throw ShopError.trade(.move(from: from.rawValue, to: kept))
            }
            try checkMoney(to, of: document.reference)
        }
        try move(document.reference, field.path, to: kept, seen: other.entries)
    }

    /// States that stand for money are kept only where the ledger says the same.
    private func checkMoney(_ state: PaymentState, of bill: DocumentReference) throws(ShopError) {
        let record = try record(of: bill)
        let level = LedgerLevel(received: record.received, owed: record.owedNow)
        let isTrue =
            switch state {
            case .paid: level == .full || level == .over || level == .settled
            case .partlyPaid: level == .part
            case .refunded: level == .none || level == .settled
            case .open, .reported, .disputed, .writtenOff: true
            }
        guard isTrue else {
            throw .trade(.notSettled("the recorded money says otherwise: record a payment, a refund or a reversal"))
        }
    }

    private mutating func hold(_ count: String, of field: Conflict, in document: DocumentView) throws {
        let known = DocumentReference(.shop, ShopCollection.count, count)
        guard let adjustment = self.document(known)?["count"]?["adjustment"]?.integer,
            let holding = document.countAdjustment(field.path),
            let counted = Int64(exactly: document.level(field.path) - Int128(holding) + Int128(adjustment))
        else { throw ShopError.trade(.notSettled(Self.changed)) }
        try self.count(
            document.reference, field.path, counted: counted, scan: document.scan(field.path), record: count)
    }

    private mutating func keepBill(_ bill: String, of draft: DocumentView, _ desk: Desk) throws {
        let marks = draft.values(DraftPath.issued)
        let standing = TradeConflicts.standing(DraftRecord(draft)) { try? record(of: $0) }
        guard let mark = marks.first(where: { $0["bill"]?.text == bill }), standing.count > 1,
            let kept = standing.first(where: { $0.issue.bill == bill })
        else { throw ShopError.trade(.notSettled(Self.changed)) }
        for other in standing where other.issue.bill != bill {
            _ = try void(
                other.bill.reference, reason: "issued twice, kept as \(kept.bill.number)", day: desk.today, desk)
        }
        try set(draft.reference, DraftPath.issued, to: mark)
    }

    private mutating func keepIssued(_ side: String, of draft: DocumentView) throws {
        guard side != draft.id else {
            throw ShopError.trade(.notSettled("void the bill or credit it, and issue anew"))
        }
        let record = DraftRecord(draft)
        guard let standing = TradeConflicts.standing(record, { try? self.record(of: $0) }).first,
            standing.issue.bill == side
        else { throw ShopError.trade(.notSettled(Self.changed)) }
        try set(
            draft.reference, DraftPath.issued,
            to: draft.issuedMark(side, standing.issue.customer, standing.bill.number))
    }

    private mutating func keepPayment(_ payment: String, of bill: DocumentReference, _ desk: Desk) throws {
        let record = try record(of: bill)
        var received = record.received
        var reversed: [LedgerEntry] = []
        for entry in standingEntries(of: bill).reversed() where entry.kind == .payment && entry.id != payment {
            guard received - Int128(entry.amount.minor) >= record.owedNow else { continue }
            received -= Int128(entry.amount.minor)
            reversed.append(entry)
        }
        guard !reversed.isEmpty else {
            throw ShopError.trade(.notSettled("no other payment can go and leave the bill paid: refund the difference"))
        }
        for entry in reversed {
            try writeReversal(of: entry, bill: bill, reason: "not real; another payment of this bill was")
        }
        let next = record.machine.next(after: .reversal, received: received, owed: record.owedNow)
        if let next { try move(bill, PaymentState.machine.field, to: next.rawValue) }
    }
}

extension Conflict.Side {
    /// What names the side in a ``ShopConflict``.
    fileprivate func id(_ kind: Conflict.Kind) -> String {
        kind == .count ? value.text ?? "" : entries.token
    }
}
