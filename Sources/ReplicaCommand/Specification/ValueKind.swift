/// What an option or argument takes, which decides how its text is read, refused and described.
package enum ValueKind: Sendable, Equatable {
    /// Any text that is not empty.
    case text
    /// A whole number in a range.
    case integer(ClosedRange<Int64>)
    /// An exact decimal number: an amount or a price.
    case decimal
    /// A length of time, as `10m`.
    case duration
    /// `HOST:PORT`; port 0 only where something is to listen.
    case address(listens: Bool)
    /// A day, `YYYY-MM-DD`.
    case date
    /// A day, a time, or how long ago.
    case moment
    /// One of some words.
    case choice([String])
    /// A file; `-` stands for standard input or output.
    case path
    /// `SKU:QTY[@PRICE]`.
    case billLine
    /// `COLLECTION/ID[.FIELD]`.
    case reference
    /// An ISO 4217 currency code, as `EUR`.
    case currency

    /// Reads the text of a value; `nil` if it is none of this kind.
    package func parse(_ text: String) -> ParsedValue? {
        switch self {
        case .text, .path: text.isEmpty ? nil : .text(text)
        case .integer(let range): Int64(text).flatMap { range.contains($0) ? .integer($0) : nil }
        case .decimal: DecimalNumber(text).map(ParsedValue.decimal)
        case .duration: DurationText.parse(text).map(ParsedValue.duration)
        case .address(let listens): HostPort(text).flatMap { listens || $0.port > 0 ? .address($0) : nil }
        case .date: CalendarDate(text).map(ParsedValue.date)
        case .moment: Moment(text).map(ParsedValue.moment)
        case .choice(let words): words.contains(text) ? .text(text) : nil
        case .billLine: BillLineText(text).map(ParsedValue.billLine)
        case .reference: DocumentReference(text).map(ParsedValue.reference)
        case .currency: CurrencyCode.isWellFormed(text) ? .text(text.uppercased()) : nil
        }
    }

    /// What would be right, to finish "takes …".
    package var expectation: String {
        switch self {
        case .text: "a text that is not empty"
        case .path: "the path of a file, or - for standard input or output"
        case .integer(let range): Self.expectation(of: range)
        case .decimal: "a decimal number, as 12.50"
        case .duration: "a number with its unit, as 30s, 10m, 1h30m or 7d"
        case .address(let listens):
            "HOST:PORT, as 192.168.1.20:7000 or [fe80::1]:7000" + (listens ? "; port 0 lets the system choose" : "")
        case .date: "a day, as 2026-05-03"
        case .moment: "a day (2026-05-03), a time (2026-05-03T14:00:00Z), or how long ago (7d)"
        case .choice(let words): words.count == 1 ? words[0] : "one of " + words.joined(separator: ", ")
        case .billLine: "SKU:QTY or SKU:QTY@PRICE, as PEN-01:3 or PEN-01:3@1.20"
        case .reference: "COLLECTION/ID or COLLECTION/ID.FIELD, as product/PEN-01.stock"
        case .currency: "an ISO 4217 code of three letters, as EUR"
        }
    }

    private static func expectation(of range: ClosedRange<Int64>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): "a whole number"
        case (let low, .max): "a whole number of at least \(low)"
        case (.min, let high): "a whole number of at most \(high)"
        case (let low, let high): "a whole number from \(low) to \(high)"
        }
    }
}
