package import ReplicaCRDT

/// What the `shop` part of an admin's commit says of the commit as a whole. Nothing in another space points to a commit, so
/// that a customer learns nothing of what else it touched.
package struct CommitRecord: Hashable, Sendable {
    /// Another part of the commit: a delta of the same replica in another space.
    package struct Part: Hashable, Sendable {
        /// The part's space.
        package let space: Space
        /// Its number in the replica's chain of that space.
        package let seq: UInt64
        /// Its content.
        package let hash: DeltaHash

        /// A part from its fields.
        package init(space: Space, seq: UInt64, hash: DeltaHash) {
            self.space = space
            self.seq = seq
            self.hash = hash
        }
    }

    /// A position in a named space.
    package struct Seen: Hashable, Sendable {
        /// The space.
        package let space: Space
        /// The position there.
        package let position: Position

        /// A seen position from its fields.
        package init(space: Space, position: Position) {
            self.space = space
            self.position = position
        }
    }

    /// The other parts, ascending by space.
    package let parts: [Part]
    /// What changed in the author's frontier of all spaces since its previous commit, as far as it does not follow from the
    /// `shop` context: the positions of customers' devices (an admin's part is named by its own `shop` part).
    package let seen: [Seen]

    /// A record from its fields.
    package init(parts: [Part], seen: [Seen]) {
        self.parts = parts
        self.seen = seen
    }
}
