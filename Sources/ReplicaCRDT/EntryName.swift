/// Names an entry for ever: its dot, and the hash of the delta that carries it (two branches of a forked replica have
/// equal dots and different hashes).
package struct EntryName: Hashable, Comparable, Sendable {
    /// Which write.
    package let dot: Dot
    /// The delta's content.
    package let hash: DeltaHash

    /// A name from its parts.
    package init(dot: Dot, hash: DeltaHash) {
        self.dot = dot
        self.hash = hash
    }

    package static func < (left: EntryName, right: EntryName) -> Bool {
        left.dot == right.dot ? left.hash < right.hash : left.dot < right.dot
    }
}
