public import Replica

// What is said of a payment without money. These are the only actions of a bill that a customer's node may take; the
// machine's declaration says which role may take which step.

extension ShopNode {
    /// "I have paid": an admin or the customer says so; no money is recorded. With `seen`, refused as stale if the state that
    /// was looked at is not the state any more. Reporting what is reported changes nothing, and so it is with the others.
    public func report(
        bill: String, seen: SeenEntries? = nil, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await claim(.reported, bill, seen, nil, user, operation)
    }

    /// Takes a report back.
    public func withdrawReport(
        bill: String, seen: SeenEntries? = nil, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await claim(.open, bill, seen, nil, user, operation)
    }

    /// The shop says that a reported payment has not arrived. The customer answers by reporting it again.
    public func dispute(
        bill: String, seen: SeenEntries? = nil, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await claim(.disputed, bill, seen, "dispute a reported payment", user, operation)
    }

    /// The shop expects nothing more on the bill.
    public func writeOff(
        bill: String, seen: SeenEntries? = nil, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await claim(.writtenOff, bill, seen, "write bills off", user, operation)
    }

    /// Takes a write-off back: the rest is open again.
    public func undoWriteOff(
        bill: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act("take write-offs back", as: user, operation) { transaction, desk in
            let record = try transaction.record(of: try transaction.issuedBill(bill).reference)
            guard record.machine == .writtenOff else {
                throw ShopError.trade(.move(from: record.machine.rawValue, to: PaymentState.open.rawValue))
            }
            let next: PaymentState = record.received > 0 ? .partlyPaid : .open
            try transaction.move(record.reference, PaymentState.machine.field, to: next.rawValue)
            return try transaction.summary(of: record.reference, desk)
        }
    }

    private func claim(
        _ state: PaymentState, _ bill: String, _ seen: SeenEntries?, _ adminsTask: String?, _ user: String,
        _ operation: OperationKey?
    ) async throws -> Receipt<BillSummary> {
        let role: ShopRole = node.isAdmin ? .admin : .customer
        return try await act(adminsTask, as: user, operation) { transaction, desk in
            let record = try transaction.record(of: try transaction.issuedBill(bill).reference)
            guard record.state == .issued else {
                throw ShopError.trade(.billVoid(number: record.number.description))
            }
            if record.machine == state, state != .open {
                // Saying again what was said is no other decision.
                return try transaction.summary(of: record.reference, desk)
            }
            let isMoneys = state == .open && record.machine != .reported
            guard !isMoneys, PaymentState.machine.allows(role, from: record.machine, to: state) else {
                throw ShopError.trade(.move(from: record.machine.rawValue, to: state.rawValue))
            }
            try transaction.move(record.reference, PaymentState.machine.field, to: state.rawValue, seen: seen)
            return try transaction.summary(of: record.reference, desk)
        }
    }
}
