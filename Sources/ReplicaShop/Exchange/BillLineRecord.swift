/// One line of a bill as a file has it: rows with one `bill` make one issued bill.
public struct BillLineRecord: CSVRecord {
    /// `bill`, `customer`, `date`, `sku`, `quantity`; `price` and `paid` may be missing.
    public static let columns: [CSVColumn] = [
        .required("bill"), .required("customer"), .required("date"), .required("sku"), .required("quantity"),
        .optional("price"), .optional("paid"),
    ]
    /// Rows with one `bill` belong together.
    public static let isKeyUnique = false

    /// The file's own key of the bill.
    public var bill: String
    /// The file's own key of the customer.
    public var customer: String
    /// The day of the bill.
    public var date: Day
    /// The SKU of the product sold.
    public var sku: String
    /// 1 to ``BillLine/maximumQuantity``.
    public var quantity: Int64
    /// For one; nil: the product's.
    public var price: Money?
    /// What was paid on the whole bill; the same on all its rows that say it.
    public var paid: Money?

    /// A row of these values.
    public init(
        bill: String, customer: String, date: Day, sku: String, quantity: Int64, price: Money? = nil,
        paid: Money? = nil
    ) {
        self.bill = bill
        self.customer = customer
        self.date = date
        self.sku = sku
        self.quantity = quantity
        self.price = price
        self.paid = paid
    }

    /// The cell `bill`.
    public static func key(of cells: CSVCells) -> String? { try? cells.text(.reference, "bill") }

    /// Reads a row; throws for the first column that is wrong.
    public init(_ cells: CSVCells) throws(ImportProblem) {
        bill = try cells.requiredText(.reference, "bill")
        customer = try cells.requiredText(.reference, "customer")
        date = try cells.requiredValue("date") { (text) throws(ShopError) in try Day(parsing: text) }
        sku = try cells.requiredText(.sku, "sku")
        quantity = try cells.requiredValue("quantity") { (text) throws(ShopError) in
            try WholeNumber.parse(text, in: 1...BillLine.maximumQuantity)
        }
        price = try cells.value("price", cells.amount)
        paid = try cells.value("paid", cells.amount)
    }

    /// The row to write.
    public var cells: [CSVCell] {
        [
            .text(bill), .text(customer), .text(date.description), .text(sku), CSVCell(quantity),
            price.map { .number($0.amountText) } ?? .empty, paid.map { .number($0.amountText) } ?? .empty,
        ]
    }
}
