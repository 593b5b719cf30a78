/// A bill whose rows have all been read and agree with each other.
public struct ImportedBill: Hashable, Sendable {
    /// One of its lines.
    public struct Line: Hashable, Sendable {
        /// The row of the file.
        public let row: Int
        /// The SKU of the product sold.
        public let sku: String
        /// 1 to ``BillLine/maximumQuantity``.
        public let quantity: Int64
        /// For one; nil: the product's.
        public let price: Money?
    }

    /// The file's own key.
    public let key: String
    /// The file's own key of the customer.
    public let customer: String
    /// The day of the bill.
    public let date: Day
    /// What was paid; nil if no row says it.
    public internal(set) var paid: Money?
    /// In the order of the file, at least one.
    public internal(set) var lines: [Line]
}
