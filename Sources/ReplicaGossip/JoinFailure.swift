/// Why a joining failed; the raw value is the byte of the format. Nothing was changed here by it.
package enum JoinFailure: UInt8, Error, Hashable, Sendable, CustomStringConvertible {
    /// The invitation's time is over.
    case expired = 1
    /// Another computer has used the invitation.
    case used = 2
    /// The other side is not the inviter, not of this shop, or does not know the invitation.
    case foreign = 3
    /// The proof is wrong: the secret is another, or somebody stands between.
    case wrongProof = 4
    /// Too many are joining at this moment.
    case full = 5
    /// Five wrong proofs have ended the invitation.
    case ended = 6
    /// What was sent does not decode, or is of another version.
    case malformed = 7
    /// The inviter could not write the admission.
    case notAdmitted = 8

    package var description: String {
        switch self {
        case .expired: "the invitation has expired: ask for a new one"
        case .used: "the invitation has been used already: ask for a new one"
        case .foreign: "the computer that answered does not know this invitation"
        case .wrongProof: "the invitation's secret is wrong: copy the whole link, or ask for a new one"
        case .full: "too many computers are joining at this moment: try again in a minute"
        case .ended: "the invitation was ended after five wrong attempts: ask for a new one"
        case .malformed: "the other computer runs a version that this one does not understand"
        case .notAdmitted: "the other computer could not admit this one: look at its alarms"
        }
    }
}
