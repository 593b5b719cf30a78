package import ReplicaCRDT

/// What the admission of a member says; written once, by the admin that invited it.
package struct MemberRecord: Hashable, Sendable {
    /// The member's Ed25519 public key, 32 bytes.
    package let key: [UInt8]
    /// Admin, or customer.
    package let role: RoleSet
    /// The prefix of the number series that it may write: unique by construction. Empty for a customer's device.
    package let series: String

    /// A record from its parts.
    package init(key: [UInt8], role: RoleSet, series: String) {
        self.key = key
        self.role = role
        self.series = series
    }

    /// The value of the field `record`.
    package var value: Value {
        .map(of: [
            ("key", .bytes(key)), ("role", .integer(Int64(role.rawValue))), ("series", .text(series)),
        ])
    }

    /// Reads a record; nil if the value isn't one.
    package init?(_ value: Value) {
        guard let key = value["key"]?.bytes, key.count == 32,
            let raw = value["role"]?.integer.flatMap(UInt8.init(exactly:)),
            let series = value["series"]?.text
        else { return nil }
        let role = RoleSet(rawValue: raw)
        guard role == .admin || role == .customer else { return nil }
        self.init(key: key, role: role, series: series)
    }
}
