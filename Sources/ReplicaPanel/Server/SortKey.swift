/// What items of a list are compared by. Nothing comes before everything.
enum SortKey: Comparable {
    case none
    case number(Int64)
    /// Compared by bytes: the same order everywhere.
    case text(String)

    /// A text in small letters, or nothing.
    init(_ text: String?) { self = text.map { .text($0.lowercased()) } ?? .none }

    /// A number, or nothing.
    init(_ number: Int64?) { self = number.map { .number($0) } ?? .none }

    /// Reads ``json``.
    init?(_ json: JSON) {
        switch json {
        case .null: self = .none
        case .integer(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .bool, .number, .array, .object: return nil
        }
    }

    /// For a cursor.
    var json: JSON {
        switch self {
        case .none: .null
        case .number(let number): .integer(number)
        case .text(let text): .string(text)
        }
    }

    static func < (one: SortKey, other: SortKey) -> Bool {
        switch (one, other) {
        case (.none, .none): false
        case (.none, _): true
        case (_, .none): false
        case (.number(let a), .number(let b)): a < b
        case (.number, .text): true
        case (.text, .number): false
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        }
    }

    static func == (one: SortKey, other: SortKey) -> Bool { !(one < other) && !(other < one) }
}
