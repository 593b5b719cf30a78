/// A product as a file has it.
public struct ProductRecord: CSVRecord {
    /// `sku`, `name` and `price`; the others may be missing.
    public static let columns: [CSVColumn] = [
        .required("sku"), .required("name"), .required("price"), .optional("threshold"), .optional("stock"),
        .optional("barcode"), .optional("tax"), .optional("target"), .optional("supplier"),
    ]
    /// Each product has a `sku` of its own.
    public static let isKeyUnique = true

    /// The key of the product: ``TextKind/sku``.
    public var sku: String
    /// What it is called.
    public var name: String
    /// For one, with or without tax as the shop's rule says.
    public var price: Money
    /// Zero or more.
    public var threshold: Int64?
    /// The level; may be below zero.
    public var stock: Int64?
    /// What a scanner reads.
    public var barcode: String?
    /// The rate it is taxed at; nil: the shop's usual one.
    public var taxRate: TaxRate?
    /// The level to fill up to: zero or more.
    public var target: Int64?
    /// Who delivers it.
    public var supplier: String?

    /// A row of these values.
    public init(
        sku: String, name: String, price: Money, threshold: Int64? = nil, stock: Int64? = nil, barcode: String? = nil,
        taxRate: TaxRate? = nil, target: Int64? = nil, supplier: String? = nil
    ) {
        self.sku = sku
        self.name = name
        self.price = price
        self.threshold = threshold
        self.stock = stock
        self.barcode = barcode
        self.taxRate = taxRate
        self.target = target
        self.supplier = supplier
    }

    /// The cell `sku`.
    public static func key(of cells: CSVCells) -> String? { try? cells.text(.sku, "sku") }

    /// Reads a row; throws for the first column that is wrong.
    public init(_ cells: CSVCells) throws(ImportProblem) {
        let limit = StockChange.maximumQuantity
        sku = try cells.requiredText(.sku, "sku")
        name = try cells.requiredText(.name, "name")
        price = try cells.requiredValue("price", cells.amount)
        threshold = try cells.value("threshold") { (text) throws(ShopError) in
            try WholeNumber.parse(text, in: 0...limit)
        }
        stock = try cells.value("stock") { (text) throws(ShopError) in try WholeNumber.parse(text, in: -limit...limit) }
        barcode = try cells.text(.barcode, "barcode")
        taxRate = try cells.value("tax") { (text) throws(ShopError) in try TaxRate(parsing: text) }
        target = try cells.value("target") { (text) throws(ShopError) in try WholeNumber.parse(text, in: 0...limit) }
        supplier = try cells.text(.name, "supplier")
    }

    /// The row to write.
    public var cells: [CSVCell] {
        [
            .text(sku), .text(name), .number(price.amountText), CSVCell(threshold), CSVCell(stock),
            CSVCell(text: barcode), taxRate.map { .number($0.description) } ?? .empty, CSVCell(target),
            CSVCell(text: supplier),
        ]
    }
}
