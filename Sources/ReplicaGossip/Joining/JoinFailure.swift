/// Why somebody could not join. The raw value is the byte of the protocol; nobody was admitted.
package enum JoinFailure: UInt8, Error, Hashable, Sendable {
    /// The link is damaged or no invitation.
    case malformed = 1
    /// It was made by a newer program.
    case newer = 2
    /// Its time is over.
    case expired = 3
    /// Somebody else has used it, or too many have tried it with a wrong secret.
    case used = 4
    /// The node that answers did not make it.
    case foreign = 5
    /// The other side does not know the secret.
    case proof = 6
    /// The inviter may not admit anybody now.
    case refused = 7
    /// Nobody answered at its addresses.
    case unreachable = 8
}

extension JoinFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed: "it is damaged or cut short; copy the whole link, from replica:// to its end"
        case .newer: "it was made by a newer version of this program; update this computer first"
        case .expired: "its time is over; ask for a new one"
        case .used: "it was used already; ask for a new one"
        case .foreign: "the computer that answers did not make it; ask for a new one"
        case .proof: "the other side does not know its secret; ask for a new one"
        case .refused: "the inviting computer may not admit anybody now"
        case .unreachable:
            "nobody answers at its addresses; check that the inviting computer runs and is on the same network, or give --address"
        }
    }
}
