/// Why the shop's rules refuse something. Nothing has been changed when one of these is thrown.
///
/// ``message`` says what is wrong and why, ``hint`` what to do, ``code`` is stable for scripts. The user's own text in
/// a message is shortened and its control characters are escaped, so that it may go to a terminal or a log.
public enum ShopError: Error, Hashable, Sendable {
    /// No currency of ISO 4217 has this code.
    case unknownCurrency(String)
    /// The text is not an amount.
    case amount(String, AmountFault)
    /// Amounts of two currencies cannot be added or compared.
    case mixedCurrencies(Currency, Currency)
    /// A result does not fit the 64 bits of an amount.
    case overflow
    /// A line of a bill is not acceptable; lines count from 1.
    case line(Int, LineFault)
    /// The discount on the whole bill is not acceptable.
    case billDiscount(LineFault)
    /// The bill has more lines than ``BillTotals/maximumLines``.
    case tooManyLines(Int)
    /// The text has not the form that this kind of value is written in.
    case malformed(TextForm, String)
    /// A day outside the years 1 to 9999.
    case dayOutOfRange
    /// A bill's number or a series' name cannot be made.
    case series(SeriesFault)
    /// A movement of stock is not acceptable.
    case stock(StockFault)
    /// A name, a note or a key has something in it that is not allowed there.
    case text(TextKind, TextFault)
    /// A file of comma separated values, or a row of it, cannot be used.
    case csv(CSVFault)
    /// A rule of the trade refuses it, or there is no such thing.
    case trade(TradeFault)
}
