/// Why a text is no invitation.
package enum InvitationFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// It does not begin like one.
    case notALink
    /// Something is missing or mistyped.
    case damaged
    /// It is of a newer version.
    case version(UInt8)

    package var description: String {
        switch self {
        case .notALink: "this is not an invitation: it must begin with \(Invitation.prefix)"
        case .damaged: "the invitation is incomplete or mistyped: copy the whole link"
        case .version(let version): "the invitation is of version \(version): update this computer"
        }
    }
}
