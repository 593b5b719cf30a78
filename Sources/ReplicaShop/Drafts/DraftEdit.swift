/// What an edit changes of a draft; what is not named stays as it is.
public struct DraftEdit: Hashable, Sendable {
    /// The customer: id, key, or `walk-in`.
    public var customer: Change<String?> = .keep
    /// Lines to add (without a key, or with a new one) or to replace (with the key of one that is there).
    public var lines: [LineInput] = []
    /// The keys of lines to take away.
    public var removed: [String] = []
    /// The last day on which the bill can be paid in time.
    public var due: Change<Day?> = .keep
    /// What is taken off the whole bill.
    public var discount: Change<Discount?> = .keep
    /// For the customer.
    public var note: Change<String?> = .keep

    /// An edit that changes nothing yet.
    public init() {}
}
