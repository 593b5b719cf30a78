import ReplicaCRDT

/// From where a delta is judged: what it causally follows, and what its author may do there. A class, as `Delta` is.
final class Standing {
    /// All that it follows in its space, without itself.
    let past: VersionVector
    /// All that it follows in `staff`.
    let staff: VersionVector
    /// The author's role; nil if it has none.
    let role: RoleSet?
    /// The author's public key, if it is known.
    let key: [UInt8]?
    /// The root statement that it carries for its own author, if any.
    let root: RootStatement?
    /// The rules at the `staff` position that it cites.
    let rules: RulesVersion?

    init(
        past: VersionVector, staff: VersionVector, role: RoleSet?, key: [UInt8]?, root: RootStatement?,
        rules: RulesVersion?
    ) {
        self.past = past
        self.staff = staff
        self.role = role
        self.key = key
        self.root = root
        self.rules = rules
    }
}
