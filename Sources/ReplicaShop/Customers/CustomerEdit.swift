/// What an edit changes of a customer; what is not named stays as it is.
public struct CustomerEdit: Hashable, Sendable {
    /// The person's name, or the company's.
    public var name: Change<String> = .keep
    /// The other fields by name (`ref`, `company`, `email`, `phone`, `address`, `city`, `postcode`, `country`, `note`); nil
    /// empties one.
    public var texts: [String: String?] = [:]

    /// An edit that changes nothing yet.
    public init() {}

    /// The fields besides the name, and what kind of text each is.
    static let fields: [(path: String, kind: TextKind)] = [
        ("ref", .reference), ("company", .name), ("email", .email), ("phone", .phone), ("address", .address),
        ("city", .city), ("postcode", .postcode), ("country", .country), ("note", .note),
    ]
}
