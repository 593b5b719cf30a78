/// Who may do something.
public struct RoleSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Shop admins.
    public static let admin = RoleSet(rawValue: 1)
    /// A customer's devices.
    public static let customer = RoleSet(rawValue: 2)
    /// Everybody.
    public static let everybody: RoleSet = [.admin, .customer]
}
