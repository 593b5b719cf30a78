/// What is said of a new draft; all of it may come later.
public struct DraftInput: Hashable, Sendable, Codable {
    /// The customer: id, key, or `walk-in`.
    public var customer: String?
    /// The lines.
    public var lines: [LineInput]
    /// The last day on which the bill can be paid in time.
    public var due: Day?
    /// What is taken off the whole bill.
    public var discount: Discount?
    /// For the customer.
    public var note: String?

    /// A draft of these values.
    public init(
        customer: String? = nil, lines: [LineInput] = [], due: Day? = nil, discount: Discount? = nil,
        note: String? = nil
    ) {
        self.customer = customer
        self.lines = lines
        self.due = due
        self.discount = discount
        self.note = note
    }
}
