/// A bill whose rows have all been read and agree with each other.
public struct ImportedBill: Hashable, Sendable {
    /// One of its lines.
    public struct Line: Hashable, Sendable {
        /// The row of the file.
        public let row: Int
        /// The SKU of the product sold.
        public let sku: String
        /// At most ``BillLine/maximumQuantity`` either way, not zero.
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
    /// What its rows say of it as a whole.
    public internal(set) var terms: BillTerms
    /// In the order of the file, at least one.
    public internal(set) var lines: [Line]
}
