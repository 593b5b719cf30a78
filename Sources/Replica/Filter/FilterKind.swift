/// What sort of values a field has: it decides what the field can be compared with.
public enum FilterKind: Hashable, Sendable {
    /// Whatever comes.
    case any
    /// Texts.
    case text
    /// Texts out of a few words.
    case word([String])
    /// Numbers.
    case number
    /// Amounts in units of their currency, not in its smallest ones.
    case amount
    /// True or false.
    case truth
    /// Days, as `2026-11-22`.
    case day
    /// Moments in UTC, as `2026-11-22T10:00:00.000Z`; a day stands for its beginning.
    case moment

    /// Why a value can't be compared with such a field, and what can; nil if it can. `isOrder` if it is asked which comes first.
    func flaw(_ value: FilterValue, of field: String, isOrder: Bool) -> (message: String, hint: String)? {
        if value == .null { return nil }
        switch (self, value) {
        case (.any, _): return nil
        case (.text, .text), (.number, .number), (.amount, .number): return nil
        case (.truth, .truth):
            return isOrder ? ("\(field) is true or false, which have no order.", "Write \(field) or !\(field).") : nil
        case (.word(let words), .text(let text)):
            if isOrder {
                return ("\(field) is a word, and words have no order.", "Compare it by ==, != or in.")
            }
            if words.contains(text) { return nil }
            let nearest = Suggestion.closest(to: text, in: words).map { "Did you mean \"\($0)\"? " } ?? ""
            return ("\(field) is never this word.", "\(nearest)It is one of \(words.joined(separator: ", ")).")
        case (.day, .text(let text)):
            return Self.isDay(text) ? nil : ("\(field) is a day.", "Write it as \"2026-11-22\".")
        case (.moment, .text(let text)):
            if Self.isDay(text) || Self.isMoment(text) { return nil }
            return ("\(field) is a moment.", "Write it as \"2026-11-22T10:00:00Z\", in UTC, or a day.")
        case (.text, _), (.word, _):
            return ("\(field) is a text.", "Put what it is compared with in quotation marks.")
        case (.number, _): return ("\(field) is a number.", "Write the number without quotation marks, as 10 or 2.5.")
        case (.amount, _):
            return ("\(field) is an amount.", "Compare it with a number of units, as 12.50, without quotation marks.")
        case (.truth, _): return ("\(field) is true or false.", "Write \(field) or !\(field).")
        case (.day, _): return ("\(field) is a day.", "Write it in quotation marks, as \"2026-11-22\".")
        case (.moment, _): return ("\(field) is a moment.", "Write it in quotation marks, as \"2026-11-22T10:00:00Z\".")
        }
    }

    /// Whether a field of this kind can be compared with one of another.
    func isComparable(with other: FilterKind) -> Bool {
        switch (self, other) {
        case (.any, _), (_, .any): true
        case (.text, .text), (.word, .word), (.text, .word), (.word, .text): true
        case (.number, .number), (.amount, .amount), (.number, .amount), (.amount, .number): true
        case (.truth, .truth): true
        case (.day, .day), (.moment, .moment), (.day, .moment), (.moment, .day): true
        case (.text, _), (.word, _), (.number, _), (.amount, _), (.truth, _), (.day, _), (.moment, _): false
        }
    }

    /// Whether words can be looked for in it.
    var isSearchable: Bool {
        switch self {
        case .any, .text, .word, .day, .moment: true
        case .number, .amount, .truth: false
        }
    }

    /// Whether it can stand alone.
    var isTruth: Bool { self == .truth || self == .any }

    private static func isDay(_ text: String) -> Bool {
        let digits = Array(text.utf8)
        guard digits.count == 10, digits[4] == 0x2D, digits[7] == 0x2D else { return false }
        let parts = text.split(separator: "-").compactMap { UInt16($0) }
        return parts.count == 3 && (1...12).contains(parts[1]) && (1...31).contains(parts[2])
    }

    private static func isMoment(_ text: String) -> Bool {
        guard text.utf8.count >= 20, text.utf8.count <= 30, text.hasSuffix("Z"), isDay(String(text.prefix(10))) else {
            return false
        }
        let time = Array(text.utf8.dropFirst(10).dropLast())
        return time[0] == 0x54
            && time.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x3A || $0 == 0x2E }
            && time[3] == 0x3A && time[6] == 0x3A
    }
}
