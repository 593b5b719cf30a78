import Replica

/// What stands on a bill besides the shop's name, so that it can be sent: all in the shop's own words.
public struct Letterhead: Hashable, Sendable, Codable {
    /// Street, town, country; may have several lines.
    public var address: String?
    /// The number by which the tax office knows the shop, with its name: `VAT ID DE123456789`.
    public var taxNumber: String?
    /// Telephone, e-mail, web page; may have several lines.
    public var contact: String?
    /// Where to pay to: bank, IBAN; may have several lines.
    public var bank: String?

    /// A letterhead with nothing on it.
    public init() {}

    /// Reads its members; nil if there is nothing on it.
    init?(_ member: (String) -> Value?) {
        for (name, path, _) in Self.members { self[keyPath: path] = member(name)?.text }
        if self == Letterhead() { return nil }
    }

    /// The same in clean texts; nil if there is nothing on it. Throws for what can't stand on a bill.
    func checked() throws(ShopError) -> Letterhead? {
        var checked = Letterhead()
        for (name, text) in lines { checked[name] = try Self.clean(text, as: name) }
        return checked == Letterhead() ? nil : checked
    }

    /// A member's text as it is stored; nil if it is blank. Throws for what can't stand on a bill.
    public static func clean(_ text: String, as name: String) throws(ShopError) -> String? {
        guard let kind = members.first(where: { $0.name == name })?.kind else { return nil }
        return try kind.cleanOptional(text)
    }

    /// A member by its name, one of ``names``.
    public subscript(name: String) -> String? {
        get { Self.members.first { $0.name == name }.flatMap { self[keyPath: $0.path] } }
        set { if let member = Self.members.first(where: { $0.name == name }) { self[keyPath: member.path] = newValue } }
    }

    /// Every member by its name, `.null` for what is not there.
    var values: [(name: String, value: Value)] {
        Self.members.map { name, path, _ in (name, self[keyPath: path].map { .text($0) } ?? .null) }
    }

    /// The members that are there, by name.
    public var lines: [(name: String, text: String)] {
        Self.members.compactMap { name, path, _ in self[keyPath: path].map { (name, $0) } }
    }

    /// The names of its members, in their order on paper.
    public static var names: [String] { members.map(\.name) }

    private static var members: [(name: String, path: WritableKeyPath<Letterhead, String?>, kind: TextKind)] {
        [
            ("address", \.address, .note), ("taxNumber", \.taxNumber, .reference), ("contact", \.contact, .note),
            ("bank", \.bank, .note),
        ]
    }
}
