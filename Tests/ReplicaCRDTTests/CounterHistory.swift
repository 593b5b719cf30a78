import ReplicaCRDT

/// Some replicas that change one counter and now and then merge their states. It holds the same history twice: as states
/// of `EntrySet`, written as a node writes them, and as the list of all changes with who knew what, from which
/// `value(at:)` tells what the counter must show.
struct CounterHistory {
    /// One change, and the numbers of the changes that its author knew.
    struct Change {
        let kind: Kind
        let entry: Entry
        let saw: Set<Int>
    }

    /// What was done.
    enum Kind: Hashable {
        case increment(Int64)
        case effect(String, Int64)
        case count(Int64)
    }

    /// What each replica has.
    private(set) var states: [EntrySet]
    /// Which changes each replica knows.
    private(set) var known: [Set<Int>]
    /// All changes, in the order of writing.
    private(set) var changes: [Change] = []

    /// Replicas that know nothing.
    init(replicas: Int) {
        states = Array(repeating: EntrySet(), count: replicas)
        known = Array(repeating: [], count: replicas)
    }

    /// One replica changes the counter. Later changes have smaller stamps if `stamp` says so: that must not matter.
    mutating func change(_ author: Int, _ kind: Kind, stamp: UInt64) {
        let live = states[author].live
        let (slot, payload, replaced) = Self.write(kind, by: replica(author), over: live)
        let seq = changes.count { $0.entry.name.dot.replica == replica(author) } + 1
        let entry = Entry(
            name: name(author, seq), stamp: Stamp(microseconds: stamp), slot: slot, payload: payload)
        states[author].merge(EntrySet(write: entry, replacing: replaced.map(\.name)))
        changes.append(Change(kind: kind, entry: entry, saw: known[author]))
        known[author].insert(changes.count - 1)
    }

    /// One replica takes in all that another has.
    mutating func merge(into receiver: Int, from sender: Int) {
        states[receiver].merge(states[sender])
        known[receiver].formUnion(known[sender])
    }

    private static func write(
        _ kind: Kind, by author: ReplicaID, over live: [Entry]
    ) -> (Slot, Payload, replaced: [Entry]) {
        switch kind {
        case .increment(let amount):
            let own = live.filter { $0.slot == .own && $0.name.dot.replica == author }
            var total = amount
            if case .tally(_, let before)? = own.first?.payload { total += before }
            return (.own, .tally(increment: amount, total: total), own)
        case .effect(let effect, let amount):
            return (.effect(effect), .amount(amount), live.filter { $0.slot == .effect(effect) })
        case .count(let counted):
            let adjustment = counted - Int64(CounterReading(live).withoutCount)
            let record = CountRecord(adjustment: adjustment, document: "count by \(author)")
            return (.count, .count(record), live.filter { $0.slot == .count })
        }
    }

    // MARK: - The twin

    /// All movements among some changes: each increment, and each effect once.
    func movements(of numbers: Set<Int>) -> Int128 {
        var effects: Set<Kind> = []
        var sum: Int128 = 0
        for number in numbers {
            switch changes[number].kind {
            case .increment(let amount): sum += Int128(amount)
            case .effect(_, let amount):
                if effects.insert(changes[number].kind).inserted { sum += Int128(amount) }
            case .count: continue
            }
        }
        return sum
    }

    /// The counts a replica knows that none it knows replaced, the one that holds first.
    func counts(at replica: Int) -> [Change] {
        let counts = known[replica].filter { if case .count = changes[$0].kind { true } else { false } }
        let open = counts.filter { old in !counts.contains { changes[$0].saw.contains(old) } }
        return open.map { changes[$0] }.sorted {
            ($0.entry.stamp, $0.entry.name) > ($1.entry.stamp, $1.entry.name)
        }
    }

    /// What a replica must show: what was counted, and every movement that the count had not seen; or all movements.
    func value(at replica: Int) -> Int128 {
        let all = movements(of: known[replica])
        guard let count = counts(at: replica).first, case .count(let counted) = count.kind else { return all }
        return Int128(counted) + all - movements(of: count.saw)
    }
}
