/// The kinds of space; the raw value is the byte of the format.
public enum SpaceKind: UInt8, Hashable, Sendable {
    /// Admin members and rules.
    case staff = 0
    /// What only admins see.
    case shop = 1
    /// What one customer sees.
    case customer = 2
}
