/// What sort of refusal an error is, for exit statuses and HTTP.
public enum ShopErrorKind: String, Hashable, Sendable, CaseIterable {
    /// The arguments make no sense.
    case invalid
    /// There is no such thing.
    case notFound = "not-found"
    /// A rule of the trade forbids it now.
    case refused
    /// This node's role forbids it.
    case notPermitted = "not-permitted"
}

extension ShopError {
    /// What sort of refusal this is.
    public var kind: ShopErrorKind {
        switch self {
        case .trade(let fault): fault.kind
        case .series: .refused
        case .unknownCurrency, .amount, .mixedCurrencies, .overflow, .line, .billDiscount, .tooManyLines, .malformed,
            .dayOutOfRange, .stock, .text, .csv:
            .invalid
        }
    }
}
