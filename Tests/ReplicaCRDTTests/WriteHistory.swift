import ReplicaCRDT

/// What happened to one field: its writes, each with the set of all earlier writes that its author had seen. It holds the
/// same history twice: as the deltas and states that `EntrySet` makes of it, and as the explicit sets, from which
/// `live(among:)` tells what lives, slowly and obviously.
struct WriteHistory {
    /// One write.
    struct Write {
        /// The entry it made.
        let entry: Entry
        /// The numbers of all writes that its author had seen: with a write also all that its author had seen.
        let saw: Set<Int>
        /// The names that its delta replaces.
        let replaced: [EntryName]
    }

    /// In the order of writing, so that a write sees only smaller numbers.
    private(set) var writes: [Write] = []
    /// Each write as the smallest state that carries it.
    private(set) var deltas: [EntrySet] = []
    /// For each write the full state of its author just after it.
    private(set) var states: [EntrySet] = []

    /// A field nobody has written.
    init() {}

    /// Builds a history of `count` writes of at most `authors` replicas from choices: with all choices tried, every causal
    /// relation comes up exactly once. Later writes have smaller stamps: the clocks are as wrong as can be.
    init(writes count: Int, authors: Int, slots: [Slot], choose: (Int) -> Int) {
        for number in 0..<count {
            let known = Set(writes.map(\.entry.name.dot.replica)).count
            let author = choose(min(known + 1, authors))
            var saw = seen(with: last(of: replica(author)))
            for earlier in stride(from: number - 1, through: 0, by: -1) where !saw.contains(earlier) {
                if choose(2) == 1 { saw.formUnion(seen(with: earlier)) }
            }
            write(author, slot: slots[choose(slots.count)], stamp: UInt64(1000 - number), saw: saw)
        }
    }

    /// Builds a long history: each author sees its own writes and those of at most two others, chosen at random.
    init(writes count: Int, authors: Int, slots: [Slot], random: inout SplitMix64) {
        for number in 0..<count {
            let author = random.below(authors)
            var saw = seen(with: last(of: replica(author)))
            for _ in 0..<random.below(3) where number > 0 { saw.formUnion(seen(with: random.below(number))) }
            let slot = slots[random.below(slots.count)]
            write(author, slot: slot, stamp: UInt64(random.below(5)), saw: saw)
        }
    }

    /// Adds a write of one author that saw `saw`, a causally closed set with all its own writes.
    mutating func write(_ author: Int, slot: Slot, stamp: UInt64, saw: Set<Int>) {
        let seq = writes.count { $0.entry.name.dot.replica == replica(author) } + 1
        let entry = Entry(
            name: name(author, seq), stamp: Stamp(microseconds: stamp), slot: slot,
            payload: .value(.integer(Int64(writes.count))))
        var state = EntrySet()
        for number in saw.sorted() { state.merge(states[number]) }
        let replaced = state.live.filter { Self.replaces(entry, $0) }.map(\.name)
        let delta = EntrySet(write: entry, replacing: replaced)
        state.merge(delta)
        writes.append(Write(entry: entry, saw: saw, replaced: replaced))
        deltas.append(delta)
        states.append(state)
    }

    /// What lives among `delivered`, a causally closed set: whatever no delivered author that saw it wrote again.
    func live(among delivered: Set<Int>) -> [Entry] {
        delivered.sorted().filter { old in
            !delivered.contains { new in
                writes[new].saw.contains(old) && Self.replaces(writes[new].entry, writes[old].entry)
            }
        }.map { writes[$0].entry }.sorted { $0.name < $1.name }
    }

    /// What lives among any delivered set: whatever no delivered write names as replaced.
    func notReplaced(among delivered: Set<Int>) -> [Entry] {
        delivered.map { writes[$0].entry }.filter { entry in
            !delivered.contains { writes[$0].replaced.contains(entry.name) }
        }.sorted { $0.name < $1.name }
    }

    /// Whether all that the delivered writes saw is delivered.
    func isClosed(_ delivered: Set<Int>) -> Bool { delivered.allSatisfy { writes[$0].saw.isSubset(of: delivered) } }

    /// A write and all that its author had seen; nothing for nil.
    func seen(with number: Int?) -> Set<Int> {
        guard let number else { return [] }
        return writes[number].saw.union([number])
    }

    private func last(of author: ReplicaID) -> Int? { writes.lastIndex { $0.entry.name.dot.replica == author } }

    /// A write replaces what its author saw of the same slot; of an ordinary slot of a counter, only its own.
    private static func replaces(_ new: Entry, _ old: Entry) -> Bool {
        new.slot == old.slot && (new.slot != .own || new.name.dot.replica == old.name.dot.replica)
    }
}
