/// Who may do something.
package struct RoleSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Shop admins.
    package static let admin = RoleSet(rawValue: 1)
    /// A customer's devices.
    package static let customer = RoleSet(rawValue: 2)
    /// Everybody.
    package static let everybody: RoleSet = [.admin, .customer]
}
