public import Replica

/// A customer as it stands.
public struct CustomerView: Hashable, Sendable, Codable {
    /// The id of the document, and of the customer's space.
    public let id: String
    /// The person's name, or the company's.
    public let name: String
    /// The shop's or a file's own key for it.
    public let ref: String?
    /// The company's name.
    public let company: String?
    /// An e-mail address.
    public let email: String?
    /// A telephone number.
    public let phone: String?
    /// Street and house.
    public let address: String?
    /// The town.
    public let city: String?
    /// The postcode.
    public let postcode: String?
    /// The country.
    public let country: String?
    /// For the shop only.
    public let note: String?
    /// Whether it stands for all whose name nobody asked.
    public let isWalkIn: Bool
    /// When it changed last, microseconds since 1970 by its author's clock.
    public let changedAtMicroseconds: UInt64
    /// The paths on which concurrent writes contradict each other.
    public let conflicts: [String]

    /// The customer's space.
    public var space: Space? { CustomerSpaceID(id).map { .customer($0) } }

    /// Reads a document; nil if it is no whole customer.
    public init?(_ document: DocumentView) {
        guard let name = document["name"]?.text, CustomerSpaceID(document.id) != nil else { return nil }
        id = document.id
        self.name = name
        ref = document["ref"]?.text
        company = document["company"]?.text
        email = document["email"]?.text
        phone = document["phone"]?.text
        address = document["address"]?.text
        city = document["city"]?.text
        postcode = document["postcode"]?.text
        country = document["country"]?.text
        note = document["note"]?.text
        isWalkIn = document["walkIn"]?.truth ?? false
        changedAtMicroseconds = document.changedAtMicroseconds
        conflicts = document.conflicts
    }
}
