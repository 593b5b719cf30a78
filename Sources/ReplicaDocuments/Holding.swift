/// What a node holds.
package enum Holding: Hashable, Sendable {
    /// All spaces: an admin's node.
    case everything
    /// `staff` and one customer's space: a customer's node.
    case customer(CustomerSpaceID)

    /// Whether a space belongs here.
    package func includes(_ space: Space) -> Bool {
        switch self {
        case .everything: true
        case .customer(let id): space == .staff || space == .customer(id)
        }
    }

    /// The role of the node that holds it.
    package var isAdmin: Bool { self == .everything }
}
