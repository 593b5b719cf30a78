/// What is said of a payment or a refund.
public struct PaymentInput: Hashable, Sendable, Codable {
    /// Above zero; nil: all that is open, or all that is to be given back.
    public var amount: Money?
    /// How: cash, card, transfer.
    public var method: String?
    /// The reference, as on a bank statement.
    public var ref: String?
    /// The day on which it happened; nil: today.
    public var day: Day?
    /// In words.
    public var note: String?
    /// Whether more than what is open may be recorded.
    public var acceptsOverpayment: Bool

    /// A payment of these values.
    public init(
        amount: Money? = nil, method: String? = nil, ref: String? = nil, day: Day? = nil, note: String? = nil,
        acceptsOverpayment: Bool = false
    ) {
        self.amount = amount
        self.method = method
        self.ref = ref
        self.day = day
        self.note = note
        self.acceptsOverpayment = acceptsOverpayment
    }
}
