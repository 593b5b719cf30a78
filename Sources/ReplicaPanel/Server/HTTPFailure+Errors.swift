import Replica
import ReplicaShop

/// What the errors of the node and of the shop are to a caller: status, code, exit status, words.
extension HTTPFailure {
    /// The failure that stands for any error of a handler.
    init(_ error: any Error) {
        switch error {
        case let failure as HTTPFailure: self = failure
        case let error as ShopError: self.init(error)
        case let error as ReplicaError: self.init(error)
        case let error as FilterError: self.init(error)
        default:
            self.init(.internalError, code: "internal", "The node failed at this; what it is doing is in its log.")
        }
    }

    /// A refusal by the rules of the trade.
    init(_ error: ShopError) {
        let (status, exit): (HTTPStatus, Int64) =
            switch error.kind {
            case .invalid: (.unprocessable, 2)
            case .notFound: (.notFound, 3)
            case .refused: (.conflict, 4)
            case .notPermitted: (.forbidden, 6)
            }
        self.init(
            status, code: error.code, error.message.asSentence, exit: exit, hint: error.hint.asSentence,
            field: error.field)
    }

    /// A text that is no filter, or none for what is listed.
    init(_ error: FilterError) {
        self.init(
            .badRequest, code: "bad-filter", "At character \(error.position): \(error.message)", hint: error.hint,
            field: "where")
    }

    /// A refusal or a failure of the node.
    init(_ error: ReplicaError) {
        let (status, exit): (HTTPStatus, Int64) =
            switch error {
            case .closed, .notFound, .alreadyRunning: (.unavailable, 5)
            case .directory, .storage: (.internalError, 1)
            case .damaged: (.internalError, 9)
            case .rolledBack: (.conflict, 9)
            case .tooMany: (.tooManyRequests, 4)
            case .refused, .stale, .offeredElsewhere, .needsUpdate, .invitation: (.conflict, 4)
            case .invalid: (.unprocessable, 2)
            case .notPermitted: (.forbidden, 6)
            case .unreachable: (.conflict, 5)
            }
        let headers: HTTPHeaders = if case .tooMany = error { ["Retry-After": "1"] } else { [:] }
        self.init(status, code: error.code, error.description.asSentence, exit: exit, headers: headers)
    }
}
