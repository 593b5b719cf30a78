/// A customer as a file has it.
public struct CustomerRecord: CSVRecord {
    /// `ref` and `name`; the others may be missing.
    public static let columns: [CSVColumn] = [
        .required("ref"), .required("name"), .optional("company"), .optional("email"), .optional("phone"),
        .optional("address"), .optional("city"), .optional("postcode"), .optional("country"),
    ]
    /// Each customer has a `ref` of its own.
    public static let isKeyUnique = true

    /// The file's own key.
    public var ref: String
    /// The person's name, or the company's where the file names no person.
    public var name: String
    /// The company's name.
    public var company: String?
    /// An e-mail address, not checked beyond its form.
    public var email: String?
    /// A telephone number as people write it.
    public var phone: String?
    /// Street and house.
    public var address: String?
    /// The town.
    public var city: String?
    /// The postcode, which is not always a number.
    public var postcode: String?
    /// The country: a two-letter code of ISO 3166.
    public var country: String?

    /// A row of these values.
    public init(
        ref: String, name: String, company: String? = nil, email: String? = nil, phone: String? = nil,
        address: String? = nil, city: String? = nil, postcode: String? = nil, country: String? = nil
    ) {
        self.ref = ref
        self.name = name
        self.company = company
        self.email = email
        self.phone = phone
        self.address = address
        self.city = city
        self.postcode = postcode
        self.country = country
    }

    /// The cell `ref`.
    public static func key(of cells: CSVCells) -> String? { try? cells.text(.reference, "ref") }

    /// Reads a row; throws for the first column that is wrong.
    public init(_ cells: CSVCells) throws(ImportProblem) {
        ref = try cells.requiredText(.reference, "ref")
        company = try cells.text(.name, "company")
        if let person = try cells.text(.name, "name") ?? company {
            name = person
        } else {
            throw cells.problem("name", .csv(.emptyCell))
        }
        email = try cells.text(.email, "email")
        phone = try cells.text(.phone, "phone")
        address = try cells.text(.address, "address")
        city = try cells.text(.city, "city")
        postcode = try cells.text(.postcode, "postcode")
        country = try cells.text(.country, "country")
    }

    /// The row to write.
    public var cells: [CSVCell] {
        [.text(ref), .text(name)] + [company, email, phone, address, city, postcode, country].map(CSVCell.init(text:))
    }
}
