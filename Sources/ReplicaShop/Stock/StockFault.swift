/// What is wrong with a movement of stock.
public enum StockFault: Hashable, Sendable {
    case zero
    case tooLarge
    case signed(StockReason)
    case noteMissing
    case notByHand(StockReason)

    var code: String {
        switch self {
        case .zero: "zero"
        case .tooLarge: "quantity"
        case .signed: "sign"
        case .noteMissing: "note"
        case .notByHand: "reason"
        }
    }

    var reason: String {
        switch self {
        case .zero: "a movement of no pieces is none"
        case .tooLarge: "a movement has at most \(StockChange.maximumQuantity) pieces"
        case .signed(let reason): "the reason \"\(reason.rawValue)\" sets the sign by itself"
        case .noteMissing: "a correction needs a note that says why"
        case .notByHand(let reason): "\"\(reason.rawValue)\" is not a reason that is given by hand"
        }
    }

    var advice: String {
        switch self {
        case .zero: "give a quantity other than 0"
        case .tooLarge: "check the quantity for a slip of the keyboard"
        case .signed: "give a positive quantity"
        case .noteMissing: "add the note, or choose a reason that says it"
        case .notByHand: "sell by a bill, count by a stock-take, move by a move"
        }
    }
}
