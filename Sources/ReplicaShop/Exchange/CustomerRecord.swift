/// A customer as a file has it.
public struct CustomerRecord: CSVRecord {
    public static let columns: [CSVColumn] = [
        .required("ref"), .required("name"), .optional("company"), .optional("email"), .optional("phone"),
        .optional("address"), .optional("city"), .optional("postcode"), .optional("country"),
    ]
    public static let isKeyUnique = true

    /// The file's own key.
    public var ref: String
    /// The person's name, or the company's where the file names no person.
    public var name: String
    public var company: String?
    public var email: String?
    public var phone: String?
    public var address: String?
    public var city: String?
    public var postcode: String?
    public var country: String?

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

    public static func key(of cells: CSVCells) -> String? { try? cells.text(.reference, "ref") }

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

    public var cells: [CSVCell] {
        [.text(ref), .text(name)] + [company, email, phone, address, city, postcode, country].map(CSVCell.init(text:))
    }
}
