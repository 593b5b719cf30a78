/// What is wrong with a movement of stock.
public enum StockFault: Hashable, Sendable {
    case zero
    case tooLarge
    case signed(StockReason)
    case noteMissing

    var code: String {
        switch self {
        case .zero: "zero"
        case .tooLarge: "quantity"
        case .signed: "sign"
        case .noteMissing: "note"
        }
    }

    var reason: String {
        switch self {
        case .zero: "a movement of no pieces is none"
        case .tooLarge: "a movement has at most \(StockChange.maximumQuantity) pieces"
        case .signed(let reason): "the reason \"\(reason.rawValue)\" sets the sign by itself"
        case .noteMissing: "a correction needs a note that says why"
        }
    }

    var advice: String {
        switch self {
        case .zero: "give a quantity other than 0"
        case .tooLarge: "check the quantity for a slip of the keyboard"
        case .signed: "give a positive quantity"
        case .noteMissing: "add the note, or choose a reason that says it"
        }
    }
}
