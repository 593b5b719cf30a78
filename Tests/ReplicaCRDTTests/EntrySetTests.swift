import ReplicaCRDT
import Testing

@Suite struct EntrySetTests {
    @Test func `every causal relation of up to four writes of three replicas comes up once`() {
        var histories = [0, 0, 0, 0, 0]
        var distinct = [Set<[EntrySet]>](repeating: [], count: 5)
        for writes in 1...4 {
            Self.forEveryHistory(writes: writes, slots: [.whole]) { history, _ in
                histories[writes] += 1
                distinct[writes].insert(history.states)
            }
        }
        #expect(histories == [0, 1, 3, 18, 156])
        #expect(distinct.map(\.count) == histories)
    }

    @Test func `deltas delivered in any order, causal or not, give what the full states give`() {
        for writes in 1...4 {
            Self.forEveryHistory(writes: writes, slots: [.whole]) { history, origin in
                Self.checkDeliveries(history, origin: origin)
            }
        }
    }

    @Test func `slots of one field don't replace each other, in any order of delivery`() {
        Self.forEveryHistory(writes: 3, slots: [.own, .whole]) { history, origin in
            Self.checkDeliveries(history, origin: origin)
        }
    }

    @Test func `small histories form a semilattice of deltas and states`() {
        for writes in 1...3 {
            Self.forEveryHistory(writes: writes, slots: [.whole]) { history, origin in
                let values = Array(Set(history.deltas + history.states)) + [EntrySet()]
                checkLattice(values, origin: origin) { $0.merged(with: $1) }
            }
        }
    }

    @Test func `long histories obey the laws too`() {
        for seed in UInt64(1)...12 {
            var random = SplitMix64(seed: seed)
            let slots: [Slot] = [.whole, .own, .effect("e"), .count]
            let history = WriteHistory(writes: 40, authors: 5, slots: slots, random: &random)
            let origin = "seed \(seed)"
            var samples = [EntrySet()]
            for _ in 0..<4 {
                samples.append(history.deltas[random.below(40)])
                samples.append(history.states[random.below(40)])
            }
            checkLattice(samples, origin: origin) { $0.merged(with: $1) }
            Self.checkShuffles(history, random: &random, origin: origin)
        }
    }

    @Test func `a replaced entry does not come back, whichever comes first`() {
        let old = registerEntry(1, 1, stamp: 9, .integer(1))
        let new = registerEntry(2, 1, stamp: 1, .integer(2))
        let first = EntrySet(write: old, replacing: [])
        let second = EntrySet(write: new, replacing: [old.name])
        #expect(first.merged(with: second).live == [new])
        #expect(second.merged(with: first).live == [new])
        #expect(second.merged(with: first).merged(with: first).replaced == [old.name])
    }

    @Test func `a write that names itself as replaced is dead from the start`() {
        let entry = registerEntry(1, 1, stamp: 1, .null)
        let odd = EntrySet(write: entry, replacing: [entry.name])
        let plain = EntrySet(write: entry, replacing: [])
        checkLattice([odd, plain, EntrySet()], origin: "a write that replaces itself") { $0.merged(with: $1) }
        #expect(odd.live.isEmpty)
    }

    @Test func `the order of names is the order of replica, number, index and hash`() {
        var names: [EntryName] = []
        for number in 0..<81 {
            let dot = Dot(
                replica: replica(number / 27), seq: UInt64(number / 9 % 3 + 1), index: UInt32(number / 3 % 3))
            names.append(EntryName(dot: dot, hash: DeltaHash(high: 5, low: UInt64(number % 3))))
        }
        for (i, left) in names.enumerated() {
            for (j, right) in names.enumerated() { holds((left < right) == (i < j), "\(left) \(right)") }
        }
    }

    // MARK: - What is checked

    private static func forEveryHistory(writes: Int, slots: [Slot], check: (WriteHistory, String) -> Void) {
        var choices = Choices()
        repeat {
            let history = WriteHistory(writes: writes, authors: 3, slots: slots) { choices.next(below: $0) }
            check(history, "\(writes) writes, choices \(choices.description)")
        } while choices.advance()
    }

    /// Every order in which the deltas, and the full states, can arrive.
    private static func checkDeliveries(_ history: WriteHistory, origin: String) {
        let all = Set(history.writes.indices)
        var full = EntrySet()
        for state in history.states { full.merge(state) }
        holds(full.live == history.live(among: all), "live entries: \(origin)")
        deliver(history.deltas, to: EntrySet(), delivered: []) { state, delivered in
            holds(state.live == history.notReplaced(among: delivered), "deltas \(delivered): \(origin)")
            if history.isClosed(delivered) {
                holds(state.live == history.live(among: delivered), "closed \(delivered): \(origin)")
            }
            if delivered.count == all.count { holds(state == full, "delta = full \(delivered): \(origin)") }
        }
        deliver(history.states, to: EntrySet(), delivered: []) { state, delivered in
            let closure = delivered.reduce(into: Set<Int>()) { $0.formUnion(history.seen(with: $1)) }
            holds(state.live == history.live(among: closure), "states \(delivered): \(origin)")
            if delivered.count == all.count { holds(state == full, "full = full \(delivered): \(origin)") }
        }
    }

    /// Hands the parts over in every order, and calls `check` after every step.
    private static func deliver(
        _ parts: [EntrySet], to state: EntrySet, delivered: [Int], check: (EntrySet, Set<Int>) -> Void
    ) {
        check(state, Set(delivered))
        for index in parts.indices where !delivered.contains(index) {
            deliver(parts, to: state.merged(with: parts[index]), delivered: delivered + [index], check: check)
        }
    }

    /// Deltas and states in random orders, some of them several times.
    private static func checkShuffles(_ history: WriteHistory, random: inout SplitMix64, origin: String) {
        let count = history.writes.count
        var full = EntrySet()
        for state in history.states.shuffled(using: &random) { full.merge(state) }
        var state = EntrySet()
        var delivered: Set<Int> = []
        for number in (Array(0..<count) + Array(0..<count / 2)).shuffled(using: &random) {
            state.merge(history.deltas[number])
            delivered.insert(number)
            holds(state.live == history.notReplaced(among: delivered), "deltas \(delivered): \(origin)")
        }
        holds(state == full, "delta = full: \(origin)")
        holds(full.live == history.live(among: Set(0..<count)), "live entries: \(origin)")
        for number in 0..<count {
            holds(history.states[number].live == history.live(among: history.seen(with: number)), "state: \(origin)")
        }
    }
}
