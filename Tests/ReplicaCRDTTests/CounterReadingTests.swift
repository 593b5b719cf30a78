import ReplicaCRDT
import Testing

@Suite struct CounterReadingTests {
    @Test func `a counter nobody has changed is 0`() {
        let reading = CounterReading([])
        #expect(reading.value == 0 && reading.withoutCount == 0)
        #expect(reading.count == nil && reading.otherCounts.isEmpty)
    }

    @Test func `two replicas in every course of five steps count every change once`() {
        Self.explore(CounterHistory(replicas: 2), steps: 5, path: [])
    }

    @Test func `three replicas in every course of three steps count every change once`() {
        Self.explore(CounterHistory(replicas: 3), steps: 3, path: [])
    }

    @Test func `long courses count every change once`() {
        for seed in UInt64(1)...60 {
            var random = SplitMix64(seed: seed)
            var history = CounterHistory(replicas: 4)
            for step in 0..<60 {
                let author = random.below(4)
                let stamp = UInt64(random.below(9))
                switch random.below(10) {
                case 0: history.change(author, .count(Int64(random.below(100))), stamp: stamp)
                case 1, 2: history.change(author, Self.effect(random.below(3)), stamp: stamp)
                case 3...6: history.change(author, .increment(Int64(random.below(2001) - 1000)), stamp: stamp)
                default: history.merge(into: author, from: random.below(4))
                }
                Self.check(history, at: author, origin: "seed \(seed), step \(step)")
            }
            for replica in 1..<4 { history.merge(into: 0, from: replica) }
            Self.check(history, at: 0, origin: "seed \(seed), at the end")
            let reading = CounterReading(history.states[0].live)
            let shuffled = CounterReading(history.states[0].live.shuffled(using: &random))
            holds(reading == shuffled, "order: seed \(seed)")
        }
    }

    @Test func `movements that a count had not seen count on top`() {
        var history = CounterHistory(replicas: 2)
        history.change(0, .increment(10), stamp: 1)
        history.change(1, .increment(-3), stamp: 2)
        history.change(0, .count(8), stamp: 3)
        #expect(CounterReading(history.states[0].live).value == 8)
        history.merge(into: 0, from: 1)
        #expect(CounterReading(history.states[0].live).value == 5)
        history.change(0, .increment(1), stamp: 4)
        #expect(CounterReading(history.states[0].live).value == 6)
    }

    @Test func `of two counts that did not see each other one holds, and they are never added`() {
        var history = CounterHistory(replicas: 2)
        history.change(0, .count(10), stamp: 2)
        history.change(1, .count(20), stamp: 1)
        history.merge(into: 0, from: 1)
        let reading = CounterReading(history.states[0].live)
        #expect(reading.value == 10)
        #expect(reading.count == history.changes[0].entry)
        #expect(reading.otherCounts == [history.changes[1].entry])
        history.change(0, .count(12), stamp: 0)
        #expect(CounterReading(history.states[0].live).value == 12)
        #expect(CounterReading(history.states[0].live).otherCounts.isEmpty)
    }

    @Test func `an effect counts once, with the greatest stamp and name, in any order`() {
        let entries = [(1, 5, 7), (2, 5, 11), (3, 4, 13)].map { author, stamp, amount in
            Entry(
                name: name(author, 1), stamp: Stamp(microseconds: UInt64(stamp)), slot: .effect("void of line 3"),
                payload: .amount(Int64(amount)))
        }
        let other = Entry(
            name: name(1, 2), stamp: Stamp(microseconds: 1), slot: .effect("void of line 4"), payload: .amount(100))
        for order in permutations(of: 3) {
            let shuffled = order.map { entries[$0] }
            #expect(CounterReading(shuffled).value == 11)
            #expect(CounterReading(shuffled + [other]).value == 111)
            #expect(CounterReading([other] + shuffled).withoutCount == 111)
        }
    }

    @Test func `effects are told apart by bytes`() {
        let entries = ["é", "e\u{301}"].enumerated().map { index, effect in
            Entry(
                name: name(index + 1, 1), stamp: Stamp(microseconds: 1), slot: .effect(effect), payload: .amount(1))
        }
        #expect(entries[0].slot != entries[1].slot)
        #expect(CounterReading(entries).value == 2)
        #expect(CountRecord(adjustment: 1, document: "é") != CountRecord(adjustment: 1, document: "e\u{301}"))
    }

    @Test func `sums go beyond 64 bits in both directions`() {
        for extreme in [Int64.max, .min] {
            var entries = (1...5).map { author in
                Entry(
                    name: name(author, 1), stamp: Stamp(microseconds: 1), slot: .own,
                    payload: .tally(increment: extreme, total: extreme))
            }
            #expect(CounterReading(entries).value == 5 * Int128(extreme))
            let record = CountRecord(adjustment: extreme, document: "count")
            entries.append(
                Entry(name: name(6, 1), stamp: Stamp(microseconds: 1), slot: .count, payload: .count(record)))
            #expect(CounterReading(entries).value == 6 * Int128(extreme))
            #expect(CounterReading(entries).withoutCount == 5 * Int128(extreme))
        }
    }

    @Test func `entries of other kinds add nothing`() {
        let entries = [registerEntry(1, 1, stamp: 1, .integer(5)), moveEntry(2, 1, stamp: 1, "a", "b")]
        #expect(CounterReading(entries).value == 0)
        let odd = Entry(name: name(3, 1), stamp: Stamp(microseconds: 1), slot: .own, payload: .value(.integer(9)))
        #expect(CounterReading([odd]).value == 0)
        #expect(CounterReading.changeLimit == 1_099_511_627_776)
    }

    // MARK: - What is checked

    /// Every course of steps: a replica increments, takes part in the effect, counts, or merges what another has.
    private static func explore(_ history: CounterHistory, steps: Int, path: [Int]) {
        guard steps > 0 else { return }
        let replicas = history.states.count
        let stamp = UInt64(steps)
        for author in 0..<replicas {
            for action in 0..<(2 + replicas) {
                var next = history
                switch action {
                case author: next.change(author, effect(0), stamp: stamp)
                case replicas: next.change(author, .increment(1 << Int64(path.count)), stamp: stamp)
                case replicas + 1: next.change(author, .count(1000 * Int64(author + 1)), stamp: stamp)
                default: next.merge(into: author, from: action)
                }
                check(next, at: author, origin: "steps \(path + [author, action])")
                explore(next, steps: steps - 1, path: path + [author, action])
            }
        }
    }

    private static func effect(_ number: Int) -> CounterHistory.Kind {
        .effect("effect \(number)", Int64(number + 1) * 500)
    }

    private static func check(_ history: CounterHistory, at replica: Int, origin: @autoclosure () -> String) {
        let reading = CounterReading(history.states[replica].live)
        let counts = history.counts(at: replica).map(\.entry)
        holds(reading.value == history.value(at: replica), "value: \(origin())")
        holds(reading.withoutCount == history.movements(of: history.known[replica]), "movements: \(origin())")
        holds(reading.count == counts.first, "the count that holds: \(origin())")
        holds(reading.otherCounts == counts.dropFirst().sorted { $0.name < $1.name }, "other counts: \(origin())")
    }
}
