/// One write to a field that nobody has replaced yet. A field is the set of its live entries, and what is shown is a pure
/// function of that set; an entry whose author saw another replaces it (Shapiro et al. 2011, "A comprehensive study of
/// Convergent and Commutative Replicated Data Types", multi-value register, section 3.2.2).
package struct Entry: Hashable, Sendable {
    /// Its name.
    package let name: EntryName
    /// Decides between entries that did not see each other.
    package let stamp: Stamp
    /// Which part of the field.
    package let slot: Slot
    /// What it says.
    package let payload: Payload

    /// An entry from its parts.
    package init(name: EntryName, stamp: Stamp, slot: Slot, payload: Payload) {
        self.name = name
        self.stamp = stamp
        self.slot = slot
        self.payload = payload
    }

    /// Whether this entry loses a tie against another: by stamp, then by name.
    package func losesTie(against other: Entry) -> Bool {
        stamp == other.stamp ? name < other.name : stamp < other.stamp
    }
}

extension Sequence where Element == Entry {
    /// The entry that wins ties: the greatest (stamp, name).
    package var tieWinner: Entry? { self.max { $0.losesTie(against: $1) } }
}
