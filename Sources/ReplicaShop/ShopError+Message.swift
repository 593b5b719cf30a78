extension ShopError {
    /// Stable, dotted; scripts may compare it.
    public var code: String {
        switch self {
        case .unknownCurrency: "currency.unknown"
        case .amount(_, let fault): "amount.\(fault.code)"
        case .mixedCurrencies: "amount.currencies"
        case .overflow: "amount.overflow"
        case .line(_, let fault): "line.\(fault.code)"
        case .billDiscount(let fault): "discount.\(fault.code)"
        case .tooManyLines: "bill.lines"
        case .malformed(let form, _): "\(form.rawValue).form"
        case .dayOutOfRange: "date.range"
        case .series(let fault): "series.\(fault.code)"
        case .stock(let fault): "stock.\(fault.code)"
        case .text(let kind, let fault): "\(kind.rawValue).\(fault.code)"
        case .csv(let fault): "csv.\(fault.code)"
        case .trade(let fault): fault.code
        }
    }

    /// What is wrong, and why, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .unknownCurrency(let code): "\(Self.quoted(code)) is not a currency of ISO 4217"
        case .amount(let text, let fault): "\(Self.quoted(text)) is not an amount: \(fault.reason)"
        case .mixedCurrencies(let one, let other): "an amount in \(one) and one in \(other) cannot be added"
        case .overflow: "the amount is too large: it does not fit 64 bits of the currency's smallest unit"
        case .line(let line, let fault): "line \(line): \(fault.reason)"
        case .billDiscount(let fault): "the discount on the bill: \(fault.reason)"
        case .tooManyLines(let count): "the bill has \(count) lines; \(BillTotals.maximumLines) are the most"
        case .malformed(let form, let text): "\(Self.quoted(text)) is not \(form.noun)"
        case .dayOutOfRange: "the day lies outside the years 1 to 9999"
        case .series(let fault): fault.reason
        case .stock(let fault): fault.reason
        case .text(let kind, let fault): "the \(kind.noun) \(fault.reason(in: kind))"
        case .csv(let fault): fault.reason
        case .trade(let fault): fault.reason
        }
    }

    /// What to do about it, in one sentence without a full stop.
    public var hint: String {
        switch self {
        case .unknownCurrency: "use its three letters, for instance EUR, USD or JPY"
        case .amount(_, let fault): fault.advice
        case .mixedCurrencies: "make one bill per currency"
        case .overflow: "check quantity and price for a slip of the keyboard"
        case .line(_, let fault), .billDiscount(let fault): fault.advice
        case .tooManyLines: "split it into several bills"
        case .malformed(let form, _): "write it like \(form.example)"
        case .dayOutOfRange: "check the date for a slip of the keyboard"
        case .series(let fault): fault.advice
        case .stock(let fault): fault.advice
        case .text(let kind, let fault): fault.advice(in: kind)
        case .csv(let fault): fault.advice
        case .trade(let fault): fault.advice
        }
    }

    /// The most characters of a user's text that a message repeats.
    static let maximumQuotedCharacters = 40

    /// `text` in quotation marks, shortened, with everything that a terminal could act on written as `\u{…}`.
    static func quoted(_ text: String) -> String {
        var shown = "\""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == maximumQuotedCharacters {
                return shown + "…\""
            }
            shown +=
                scalar.isUnsafeToShow || scalar == "\"" ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
            count += 1
        }
        return shown + "\""
    }
}
