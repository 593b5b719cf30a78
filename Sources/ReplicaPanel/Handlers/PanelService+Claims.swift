import Replica
import ReplicaShop

/// What is said of a bill's payment without money, and taken back.
extension PanelService {
    var claimHandlers: [Binding] { [(.report, report), (.dispute, dispute), (.writeOff, writeOff)] }

    private func report(_ call: PanelCall) async throws -> HTTPResponse {
        let (id, seen) = (call.path("id"), try Self.seenPayment(call))
        let isWithdrawal = BodyReader(call.body).flag("withdraw") ?? false
        return try await moved(call) { shop, user, operation in
            isWithdrawal
                ? try await shop.withdrawReport(bill: id, seen: seen, as: user, operation: operation)
                : try await shop.report(bill: id, seen: seen, as: user, operation: operation)
        }
    }

    private func dispute(_ call: PanelCall) async throws -> HTTPResponse {
        let (id, seen) = (call.path("id"), try Self.seenPayment(call))
        return try await moved(call) { try await $0.dispute(bill: id, seen: seen, as: $1, operation: $2) }
    }

    private func writeOff(_ call: PanelCall) async throws -> HTTPResponse {
        let (id, seen) = (call.path("id"), try Self.seenPayment(call))
        let isUndone = BodyReader(call.body).flag("undo") ?? false
        return try await moved(call) { shop, user, operation in
            isUndone
                ? try await shop.undoWriteOff(bill: id, as: user, operation: operation)
                : try await shop.writeOff(bill: id, seen: seen, as: user, operation: operation)
        }
    }

    /// What the caller had seen of the payment's state, so that a move from another state is refused.
    private static func seenPayment(_ call: PanelCall) throws(HTTPFailure) -> SeenEntries? {
        try BodyReader(call.body).seen()[PaymentState.machine.field]
    }
}
