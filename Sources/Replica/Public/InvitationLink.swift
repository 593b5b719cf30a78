import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// An invitation to join a shop: hand its link to the person at the other computer.
public struct InvitationLink: Hashable, Sendable {
    /// `replica://join/…`; it holds a secret: whoever has it may join, once.
    public let link: String
    /// Until when it works, seconds since 1970.
    public let expiresSeconds: UInt64
    /// The customer's space that the joiner will hold; nil for an admin.
    public let space: Space?
}

/// Whom an invitation is for.
public enum Invitee: Hashable, Sendable {
    /// Another admin: holds everything.
    case admin
    /// A device of a customer: holds that customer's space and nothing else.
    case customer(Space)
}
