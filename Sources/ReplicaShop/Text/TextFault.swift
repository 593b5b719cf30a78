/// What is wrong with a text.
public enum TextFault: Error, Hashable, Sendable {
    case empty
    case tooLong(limit: Int)
    case control(UInt32)
    case lineBreak
    case direction(UInt32)
    case invisible(UInt32)
    case brokenEncoding
    case tooManyMarks
    case notAllowed(UInt32)
    case form

    var code: String {
        switch self {
        case .empty: "empty"
        case .tooLong: "length"
        case .control: "control"
        case .lineBreak: "line-break"
        case .direction: "direction"
        case .invisible: "invisible"
        case .brokenEncoding: "encoding"
        case .tooManyMarks: "marks"
        case .notAllowed: "character"
        case .form: "form"
        }
    }

    /// Goes on from "the name ".
    func reason(in kind: TextKind) -> String {
        switch self {
        case .empty: "is empty"
        case .tooLong(let limit): "is longer than \(limit) bytes"
        case .control(let value): "has a control character in it (\(Self.hex(value)))"
        case .lineBreak: "has a line break in it"
        case .direction(let value): "has a character in it that reorders its neighbours (\(Self.hex(value)))"
        case .invisible(let value): "has an invisible character in it (\(Self.hex(value)))"
        case .brokenEncoding: "was damaged by a wrong character encoding (U+FFFD)"
        case .tooManyMarks: "heaps more than \(TextKind.maximumMarks) accents on one letter"
        case .notAllowed(let value): "has a character in it that is not allowed there (\(Self.hex(value)))"
        case .form: kind == .country ? "is no two-letter code of ISO 3166" : "has not the form it needs"
        }
    }

    func advice(in kind: TextKind) -> String {
        switch self {
        case .empty: "give one"
        case .tooLong: "shorten it"
        case .control, .direction, .invisible, .lineBreak, .tooManyMarks: "type it anew instead of copying it"
        case .brokenEncoding: "save the file as UTF-8"
        case .notAllowed: "leave that character out"
        case .form: Self.example(of: kind)
        }
    }

    private static func example(of kind: TextKind) -> String {
        switch kind {
        case .email: "write it like anna@example.com"
        case .sku: "begin it with a letter or a digit"
        case .country: "write it like DE, FR or GB"
        case .name, .barcode, .reference, .phone, .address, .city, .postcode, .note: "write it anew"
        }
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
