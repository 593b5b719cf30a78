/// A proof that every stored change is its author's and follows its author's previous one, or the exact exceptions.
public struct SignatureAudit: Sendable {
    /// A change that fails.
    public struct Failure: Hashable, Sendable {
        /// Why it fails.
        public enum Reason: String, Hashable, Sendable {
            /// Its bytes are not those that were stored.
            case damaged
            /// Its author is nobody that this node knows.
            case unknownAuthor = "unknown-author"
            /// The signature is not its author's.
            case signature
            /// It does not follow its author's previous change in its space.
            case chain
        }

        /// Its author: a node's id; empty if it can't be told.
        public let node: String
        /// Its space; empty if it can't be told.
        public let space: String
        /// Its number in its author's chain of that space.
        public let number: UInt64
        /// Why it fails.
        public let reason: Reason
    }

    /// How many failures are named; the others are only counted.
    public static let namedFailures = 1_000

    /// How many changes were looked at.
    public internal(set) var changes = 0
    /// How many of them fail.
    public internal(set) var failed = 0
    /// The first of those that fail, in the order of their arrival.
    public internal(set) var failures: [Failure] = []
    /// How many authors they have.
    public internal(set) var authors = 0

    /// Whether none fails.
    public var isSound: Bool { failed == 0 }
}
