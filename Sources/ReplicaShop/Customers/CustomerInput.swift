/// What is said of a customer.
public struct CustomerInput: Hashable, Sendable, Codable {
    /// The person's name, or the company's.
    public var name: String
    /// The shop's or a file's own key for it.
    public var ref: String?
    /// The company's name.
    public var company: String?
    /// An e-mail address, not checked beyond its form.
    public var email: String?
    /// A telephone number.
    public var phone: String?
    /// Street and house.
    public var address: String?
    /// The town.
    public var city: String?
    /// The postcode.
    public var postcode: String?
    /// The country: a two-letter code of ISO 3166.
    public var country: String?
    /// For the shop only; the customer does not see it.
    public var note: String?

    /// A customer of these values.
    public init(
        name: String, ref: String? = nil, company: String? = nil, email: String? = nil, phone: String? = nil,
        address: String? = nil, city: String? = nil, postcode: String? = nil, country: String? = nil,
        note: String? = nil
    ) {
        self.name = name
        self.ref = ref
        self.company = company
        self.email = email
        self.phone = phone
        self.address = address
        self.city = city
        self.postcode = postcode
        self.country = country
        self.note = note
    }
}
