/// Who made each stored change, proved: every signature, and every chain without a gap.
public struct SignatureAudit: Hashable, Sendable {
    /// A stored change that proves nothing.
    public struct Failure: Hashable, Sendable {
        /// Its author: a node's id; empty if the change can't be read.
        public let node: String
        /// Its space; empty if the change can't be read.
        public let space: String
        /// Its number in its author's chain.
        public let seq: UInt64
        /// What is wrong with it, in a sentence without a full stop.
        public let reason: String
    }

    /// How many changes were verified, good or bad.
    public internal(set) var changes = 0
    /// How many chains they form: one for each author in each space.
    public internal(set) var chains = 0
    /// How many wait for something that is not here yet, their author perhaps; they have no effect.
    public internal(set) var waiting = 0
    /// In the order in which the changes were taken in.
    public internal(set) var failures: [Failure] = []

    /// Every change is its author's, and none is missing between two.
    public var isSound: Bool { failures.isEmpty }
}
