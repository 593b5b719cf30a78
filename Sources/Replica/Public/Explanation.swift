public import ReplicaCRDT

/// Why a field shows what it shows: every write to it, and which of them live.
public struct Explanation: Sendable {
    /// One write.
    public struct Write: Sendable {
        /// Who: a node's id.
        public let node: String
        /// Who acted.
        public let user: String
        /// When, microseconds since 1970 by the author's clock.
        public let madeAtMicroseconds: UInt64
        /// When it arrived here, milliseconds since 1970.
        public let receivedAtMilliseconds: Int64
        /// What it wrote, in words: a value, `from → to`, `+3 = 40`.
        public let text: String
        /// The value, the state after the move, or the amount.
        public let value: Value
        /// Whether nobody has replaced it.
        public let isLive: Bool
        /// Whether it is what is shown, or counts in the sum.
        public let isShown: Bool
        /// The action.
        public let operation: OperationKey?
        /// The write itself, as others name it.
        public let entry: SeenEntries
        /// The writes that its author saw and replaced.
        public let replaced: SeenEntries
    }

    /// The document.
    public let reference: DocumentReference
    /// The field's path.
    public let path: String
    /// What it shows.
    public let shown: Value?
    /// All writes, in the order in which they took effect here.
    public let writes: [Write]
}
