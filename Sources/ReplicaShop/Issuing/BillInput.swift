/// What a bill says that is issued at once.
public struct BillInput: Hashable, Sendable, Codable {
    /// The customer: id, key, or `walk-in`.
    public var customer: String
    /// At least one.
    public var lines: [LineInput]
    /// The day of the bill; nil: today.
    public var date: Day?
    /// The last day on which it can be paid in time.
    public var due: Day?
    /// What is taken off the whole bill.
    public var discount: Discount?
    /// For the customer.
    public var note: String?
    /// A file's own key for the bill.
    public var importKey: String?

    /// A bill of these values.
    public init(
        customer: String, lines: [LineInput], date: Day? = nil, due: Day? = nil, discount: Discount? = nil,
        note: String? = nil, importKey: String? = nil
    ) {
        self.customer = customer
        self.lines = lines
        self.date = date
        self.due = due
        self.discount = discount
        self.note = note
        self.importKey = importKey
    }
}
