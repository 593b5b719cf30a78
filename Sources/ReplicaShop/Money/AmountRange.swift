/// Which amounts a text may stand for.
public enum AmountRange: Hashable, Sendable {
    /// Above zero: a payment.
    case positive
    /// Zero and above: a price.
    case nonNegative
    /// Any: a difference.
    case any
}
