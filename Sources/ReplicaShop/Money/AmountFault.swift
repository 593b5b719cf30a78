/// What keeps a text from being an amount.
public enum AmountFault: Error, Hashable, Sendable {
    case empty
    case comma
    case exponentNotation
    case plusSign
    case negative
    case negativeZero
    case zero
    case leadingZero
    case missingDigits
    case tooManyDecimals(Currency)
    case tooLarge
    case otherCharacter

    var code: String {
        switch self {
        case .empty: "empty"
        case .comma: "comma"
        case .exponentNotation: "exponent"
        case .plusSign: "plus"
        case .negative: "negative"
        case .negativeZero: "negative-zero"
        case .zero: "zero"
        case .leadingZero: "leading-zero"
        case .missingDigits: "digits"
        case .tooManyDecimals: "decimals"
        case .tooLarge: "overflow"
        case .otherCharacter: "form"
        }
    }

    var reason: String {
        switch self {
        case .empty: "it is empty"
        case .comma: "the decimal sign is a point, and digits are not grouped"
        case .exponentNotation: "powers of ten are not accepted"
        case .plusSign: "a plus sign is not accepted"
        case .negative: "it must not be negative here"
        case .negativeZero: "zero has no sign"
        case .zero: "it must not be zero here"
        case .leadingZero: "it begins with a needless zero"
        case .missingDigits: "digits are missing before or after the point"
        case .tooManyDecimals(let currency):
            switch currency.exponent {
            case 0: "\(currency) has no decimals"
            default: "\(currency) has at most \(currency.exponent) decimals"
            }
        case .tooLarge: "it is too large"
        case .otherCharacter: "only digits and one point may stand in it"
        }
    }

    var advice: String {
        switch self {
        case .comma: "write 12.50 instead of 12,50, and 1000 instead of 1,000"
        case .tooManyDecimals(let currency): "write it like \(Money(1_250, currency).amountText)"
        case .tooLarge: "check it for a slip of the keyboard"
        case .empty, .exponentNotation, .plusSign, .negativeZero, .leadingZero, .missingDigits, .otherCharacter:
            "write it like 12.50"
        case .negative: "leave the sign out; what the amount is for says in which direction it goes"
        case .zero: "give an amount above zero"
        }
    }
}
