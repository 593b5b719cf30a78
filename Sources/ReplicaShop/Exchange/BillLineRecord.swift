/// One line of a bill as a file has it: rows with one `bill` make one issued bill.
public struct BillLineRecord: CSVRecord {
    /// `bill`, `customer`, `date`, `sku`, `quantity`; the others may be missing.
    public static let columns: [CSVColumn] = [
        .required("bill"), .required("customer"), .required("date"), .required("sku"), .required("quantity"),
        .optional("price"), .optional("due"), .optional("paid"), .optional("refunded"), .optional("credited"),
        .optional("state"), .optional("reason"),
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
    /// At most ``BillLine/maximumQuantity`` either way, not zero; negative on a line that gives back.
    public var quantity: Int64
    /// For one; nil: the product's.
    public var price: Money?
    /// What the row says of the whole bill.
    public var terms: BillTerms

    /// A row of these values.
    public init(
        bill: String, customer: String, date: Day, sku: String, quantity: Int64, price: Money? = nil,
        terms: BillTerms = BillTerms()
    ) {
        self.bill = bill
        self.customer = customer
        self.date = date
        self.sku = sku
        self.quantity = quantity
        self.price = price
        self.terms = terms
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
            let quantity = try WholeNumber.parse(text, in: -BillLine.maximumQuantity...BillLine.maximumQuantity)
            guard quantity != 0 else { throw .malformed(.quantity, text) }
            return quantity
        }
        price = try cells.value("price", cells.amount)
        terms = try BillTerms(cells)
    }

    /// The row to write.
    public var cells: [CSVCell] {
        [
            .text(bill), .text(customer), .text(date.description), .text(sku), CSVCell(quantity),
            price.map { .number($0.amountText) } ?? .empty,
        ] + terms.cells
    }
}
