/// A value of the command line after its text has been read; see ``ValueKind``.
package enum ParsedValue: Sendable, Equatable {
    /// A text, a choice, a path or a currency code.
    case text(String)
    /// A whole number within its range.
    case integer(Int64)
    /// An exact decimal number.
    case decimal(DecimalNumber)
    /// A length of time.
    case duration(Duration)
    /// A network address.
    case address(HostPort)
    /// A day.
    case date(CalendarDate)
    /// A point in time to begin from.
    case moment(Moment)
    /// A line of a bill.
    case billLine(BillLineText)
    /// A document, or a field of one.
    case reference(DocumentReference)
}
