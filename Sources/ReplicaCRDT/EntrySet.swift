/// A field as a state-based CRDT: the live entries, and the names of those that were replaced.
///
/// A node does not keep the replaced names: its frontier says what it has seen, and deltas arrive in causal order, so
/// that a replaced entry can't come back. This type keeps them, which makes merging any two states lawful in any order;
/// the laws are tested on it, and a node's documents are tested against it.
package struct EntrySet: Hashable, Sendable {
    /// Live entries, ascending by name.
    package private(set) var live: [Entry]
    /// Names that were replaced.
    package private(set) var replaced: Set<EntryName>

    /// A field nobody has written.
    package init() {
        live = []
        replaced = []
    }

    /// The smallest state that carries one write: a delta (Almeida et al. 2018, "Delta State Replicated Data Types").
    /// A write that names itself as replaced is not live: what is live is never replaced.
    package init(write entry: Entry, replacing names: [EntryName]) {
        live = names.contains(entry.name) ? [] : [entry]
        replaced = Set(names)
    }

    /// Joins another state into this one: union of what was replaced, then of what is live and was not.
    package mutating func merge(_ other: EntrySet) {
        replaced.formUnion(other.replaced)
        var union = live
        for entry in other.live where !live.contains(where: { $0.name == entry.name }) { union.append(entry) }
        live = union.filter { !replaced.contains($0.name) }.sorted { $0.name < $1.name }
    }

    /// The join of two states.
    package func merged(with other: EntrySet) -> EntrySet {
        var result = self
        result.merge(other)
        return result
    }
}
