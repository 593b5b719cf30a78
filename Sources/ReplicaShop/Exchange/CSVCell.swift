/// One cell to be written. Only text can be mistaken for a formula; numbers stay numbers.
public enum CSVCell: Hashable, Sendable {
    case text(String)
    /// A canonical number: digits, a sign, a point. Never guarded; an amount is `.number(money.amountText)`.
    case number(String)
    case empty
}
