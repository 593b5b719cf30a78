/// Why a session is ended; the raw value is the byte of the format.
package enum ByeReason: UInt8, Sendable {
    /// The other is no member, as far as is known here.
    case notMember = 1
    /// Nothing is shared: devices of different customers.
    case nothingShared = 2
    /// No common version of the protocol.
    case version = 3
    /// Both dialled; the other session stays.
    case duplicate = 4
    /// As many sessions as are allowed.
    case full = 5
    /// A frame that does not decode, or is out of place.
    case malformed = 6
    /// Probes went unanswered.
    case silent = 7
    /// The own log can't be read now.
    case fault = 8
    /// A session with itself.
    case oneself = 9
    /// Another process runs with the same key.
    case copy = 10
    /// Still taking the inviter's position; nobody else's yet.
    case joining = 11

    /// The reason in words.
    package var text: String {
        switch self {
        case .notMember: "not a member"
        case .nothingShared: "nothing is shared"
        case .version: "no common version"
        case .duplicate: "another session stays"
        case .full: "too many sessions"
        case .malformed: "a malformed message"
        case .silent: "no answer to probes"
        case .fault: "the log can't be read"
        case .oneself: "a session with itself"
        case .copy: "another process runs with this key"
        case .joining: "still joining"
        }
    }
}
