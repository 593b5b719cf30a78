extension DecimalNumber {
    /// The number with a decimal point, as it was typed but for leading zeros: `12.50`.
    package var text: String { MoneyText.number(minor: significand, exponent: fractionDigits) }
}
