public import Replica

extension ShopNode {
    /// Makes and issues a bill in one go: its number is spent, its lines and totals are frozen, its goods leave the stock.
    public func issue(
        _ input: BillInput, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act("issue bills", as: user, operation) { transaction, desk in
            try transaction.issue(input, id: transaction.operation.documentID, desk)
        }
    }

    /// Issues a draft. The draft is marked with the bill and with what it was made from; two who issue it while apart make
    /// two bills and a conflict.
    public func issue(
        draft: String, date: Day? = nil, due: Day? = nil, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act("issue bills", as: user, operation) { transaction, desk in
            try transaction.issue(draft: draft, date: date, due: due, desk)
        }
    }
}
