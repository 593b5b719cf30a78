/// Why a number, or the name of a series, cannot be made.
public enum SeriesFault: Hashable, Sendable {
    case nameTooLong
    case sequence
    case exhausted
    case counter

    var code: String {
        switch self {
        case .nameTooLong: "name-length"
        case .sequence: "sequence"
        case .exhausted: "exhausted"
        case .counter: "counter"
        }
    }

    var reason: String {
        switch self {
        case .nameTooLong: "the new number series would have a name longer than \(SeriesName.maximumBytes) characters"
        case .sequence: "a number series is named after a number from 1"
        case .exhausted: "the number series has reached its last number"
        case .counter: "a bill number has a year from 1 to 9999 and a counter from 1 to \(BillNumber.maximumCounter)"
        }
    }

    var advice: String {
        switch self {
        case .nameTooLong: "invite from a computer that was invited by fewer others before it"
        case .sequence, .counter: "report this: it is a fault of the program"
        case .exhausted: "invite this computer again, so that it begins a new series"
        }
    }
}
