/// Collections of the format itself: their rules are constants, because they decide who a member is before any rules can
/// be read. Revocations, cuts and releases have their names and fields here; this version keeps and passes them on, and
/// gives them no effect yet.
package enum Collections {
    /// Root statements, in `staff`; the id is the serial.
    package static let root = "root"
    /// The rules, in `staff`; one document.
    package static let rules = "rules"
    /// Members: admins in `staff`, a customer's devices in the customer's space; the id is the node's.
    package static let member = "member"
    /// Revocations of members.
    package static let revocation = "revocation"
    /// Up to where a revoked member's writes stand in a space.
    package static let cut = "cut"
    /// Parts of a commit that stand although another part is lost.
    package static let release = "release"

    /// A root statement's field: the statement, signed by the root key. Written once.
    package static let statement = "statement"
    /// The field of members, revocations, cuts and releases that says all. Written once.
    package static let record = "record"
    /// A member's name, for people.
    package static let name = "name"
    /// The rules' only document and field.
    package static let rulesKey = DocumentKey(rules, "rules")
    /// The reserved register that deletes a document.
    package static let deleted = "deleted"

    /// The rule of a field of the format's collections; nil for all others.
    static func rule(_ collection: String, _ field: Substring) -> FieldRule? {
        switch (collection, field) {
        case (root, "statement"), (member, "record"), (revocation, "record"), (cut, "record"), (release, "record"):
            FieldRule(String(field), .register, once: true)
        case (member, "name"), (rules, "rules"): FieldRule(String(field), .register)
        default: nil
        }
    }

    /// Whether the format knows the collection.
    static func isReserved(_ collection: String) -> Bool {
        switch collection {
        case root, rules, member, revocation, cut, release: true
        default: false
        }
    }

    /// Whether documents of the collection may live in a space.
    static func isHome(_ space: SpaceKind, of collection: String) -> Bool {
        switch collection {
        case root, rules: space == .staff
        case member, revocation: space != .shop
        case cut: true
        case release: space == .shop
        default: false
        }
    }

    /// The rule of the reserved register `deleted`: admins, unless the collection's documents are born with write-once
    /// fields; those can't be deleted unless the rules declare the field.
    static func deletion(of collection: CollectionRule?) -> FieldRule? {
        collection?.isBorn == true ? nil : FieldRule(deleted, .register)
    }
}
