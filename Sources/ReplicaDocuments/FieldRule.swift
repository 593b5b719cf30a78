package import ReplicaCRDT

/// What the rules say of one field.
package struct FieldRule: Hashable, Sendable {
    /// How the field's entries are read.
    package enum Kind: Hashable, Sendable {
        /// A last-writer-wins register with kept losers.
        case register
        /// A PN-counter.
        case counter
        /// A state machine.
        case machine(MachineDeclaration)
    }

    /// The first part of its path.
    package let name: String
    /// Its reading.
    package let kind: Kind
    /// Who may write it; moves of a machine have roles of their own besides.
    package let writers: RoleSet
    /// Whether it is written with its document only, and never again.
    package let once: Bool

    /// A rule from its parts.
    package init(_ name: String, _ kind: Kind, writers: RoleSet = .admin, once: Bool = false) {
        self.name = name
        self.kind = kind
        self.writers = writers
        self.once = once
    }
}
