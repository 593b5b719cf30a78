public import Replica

extension ShopNode {
    /// Voids a bill that should not exist: its number stays, its goods return. Refused while money or a credit is on it.
    ///
    /// The return of each line is an effect named by the line: two who void the bill while apart return its goods once.
    public func void(
        bill: String, reason: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act("void bills", as: user, operation) { transaction, desk in
            try transaction.void(try transaction.issuedBill(bill).reference, reason: reason, day: desk.today, desk)
        }
    }

    /// Credits a bill: it asks for less. Without an amount, all that it still asks for.
    public func credit(
        bill: String, amount: Money? = nil, reason: String, restock: Restock = .nothing, day: Day? = nil,
        as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act("credit bills", as: user, operation) { transaction, desk in
            let reference = try transaction.issuedBill(bill).reference
            return try transaction.credit(
                reference, amount: amount, reason: reason, restock: restock, day: day ?? desk.today, desk)
        }
    }
}

extension Transaction {
    /// - Parameter acceptsMoney: for a past in which it happened, and to keep one of two bills.
    mutating func void(
        _ bill: DocumentReference, reason: String, day: Day, acceptsMoney: Bool = false, _ desk: Desk
    ) throws -> BillSummary {
        let record = try self.record(of: bill)
        let number = record.number.description
        guard record.state == .issued else { throw ShopError.trade(.billVoid(number: number)) }
        if !acceptsMoney {
            guard record.received == 0 else { throw ShopError.trade(.billPaid(number: number)) }
        }
        guard belonging(to: bill, ShopCollection.credit).isEmpty else {
            throw ShopError.trade(.billCredited(number: number))
        }
        let clean = try TextKind.note.clean(reason)
        try move(bill, BillState.machine.field, to: BillState.void.rawValue)
        try set(
            bill, "voided",
            to: .map(present: [
                ("reason", .text(clean)), ("day", day.value), ("by", desk.user.isEmpty ? nil : .text(desk.user)),
            ]))
        for line in lines(of: bill) { try giveBack(line, of: bill) }
        return try summary(of: bill, desk)
    }

    /// A line's goods return, or those that it brought in leave again: once, however many nodes void the bill.
    private mutating func giveBack(_ line: IssuedLine, of bill: DocumentReference) throws {
        let sale = DocumentReference(.shop, ShopCollection.movement, MovementID.sale(of: bill.id, line.key))
        guard document(sale) != nil else { return }
        let change =
            line.quantity > 0
            ? try StockReason.returned.change(line.quantity) : try StockReason.sold.change(-line.quantity)
        let effect = MovementID.void(of: bill.id, line.key)
        try addOnce(
            DocumentReference(.shop, ShopCollection.product, line.product), StockPlace.field, effect: effect,
            change.quantity)
        try writeMovement(
            change, of: line.product, at: StockPlace.field, id: effect, bill: bill.id, line: line.key)
    }

    mutating func credit(
        _ bill: DocumentReference, amount: Money?, reason: String, restock: Restock, day: Day, id: String? = nil,
        _ desk: Desk
    ) throws -> BillSummary {
        let record = try self.record(of: bill)
        let currency = record.totals.currency
        guard record.state == .issued else {
            throw ShopError.trade(.billVoid(number: record.number.description))
        }
        let limit = try Money(exactly: max(0, record.owed), currency)
        let amount = amount ?? limit
        guard amount.currency == currency else { throw ShopError.trade(.currency(amount.currency, bill: currency)) }
        guard amount.minor > 0 else { throw ShopError.trade(.notPositive) }
        guard amount.minor <= limit.minor else { throw ShopError.trade(.tooMuch(limit: limit)) }
        let restocked = try self.restocked(restock, of: bill)
        let reference = DocumentReference(bill.space, ShopCollection.credit, id ?? operation.documentID)
        try set(reference, "bill", to: .text(bill.id))
        try set(
            reference, "credit",
            to: .map(present: [
                ("amount", amount.value), ("reason", .text(try TextKind.note.clean(reason))), ("day", day.value),
                ("by", desk.user.isEmpty ? nil : .text(desk.user)),
                ("restocked", .map(of: restocked.map { ($0.line.key, .integer($0.quantity)) })),
            ]))
        for (line, quantity) in restocked {
            try self.record(
                try StockReason.returned.change(quantity), of: line.product, at: StockPlace.field,
                id: operation.documentID("restock:" + line.key), bill: bill.id, line: line.key, desk)
        }
        return try settle(record, after: .credit, with: [reference], desk)
    }

    /// Which goods come back, at most what was sold and has not come back yet.
    private func restocked(
        _ restock: Restock, of bill: DocumentReference
    ) throws(ShopError) -> [(line: IssuedLine, quantity: Int64)] {
        var left: [String: Int64] = [:]
        let lines = lines(of: bill)
        for line in lines where line.quantity > 0 { left[line.key] = line.quantity }
        for credit in belonging(to: bill, ShopCollection.credit).compactMap(CreditView.init) {
            for (key, quantity) in credit.restocked { left[key, default: 0] -= quantity }
        }
        switch restock {
        case .nothing: return []
        case .everything:
            return lines.compactMap { line in left[line.key].flatMap { $0 > 0 ? (line, $0) : nil } }
        case .lines(let wanted):
            var result: [(line: IssuedLine, quantity: Int64)] = []
            for (key, quantity) in wanted.sorted(by: { $0.key < $1.key }) {
                guard let line = lines.first(where: { $0.key == key }) else { throw .trade(.notFound(.line, key)) }
                guard quantity > 0, quantity <= left[key] ?? 0 else { throw .trade(.quantity(quantity)) }
                result.append((line, quantity))
            }
            return result
        }
    }
}

extension DocumentReading {
    /// The lines of an issued bill.
    func lines(of bill: DocumentReference) -> [IssuedLine] {
        guard let document = document(bill), let totals = IssuedTotals(document["totals"]) else { return [] }
        return (document["lines"]?.list ?? []).compactMap { IssuedLine($0, in: totals.currency) }
    }
}
