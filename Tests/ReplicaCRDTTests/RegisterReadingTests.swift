import ReplicaCRDT
import Testing

@Suite struct RegisterReadingTests {
    @Test func `a field nobody has written has no reading`() { #expect(RegisterReading([]) == nil) }

    @Test func `a write that replaced another wins, however wrong its clock`() throws {
        let old = registerEntry(1, 1, stamp: .max, .text("old"))
        let new = registerEntry(2, 1, stamp: 0, .text("new"))
        let replaced = EntrySet(write: new, replacing: [old.name])
        let both = EntrySet(write: old, replacing: []).merged(with: replaced)
        let reading = try #require(RegisterReading(both.live))
        #expect(reading.value == .text("new"))
        #expect(reading.losers.isEmpty && !reading.isConflict)
    }

    @Test func `in every small history the shown write was replaced by none, and nothing unreplaced is lost`() throws {
        for writes in 1...4 {
            var choices = Choices()
            repeat {
                let history = WriteHistory(writes: writes, authors: 3, slots: [.whole]) { choices.next(below: $0) }
                let origin = "\(writes) writes, choices \(choices.description)"
                var state = EntrySet()
                for delta in history.deltas.reversed() { state.merge(delta) }
                let reading = try #require(RegisterReading(state.live))
                let shown = try #require(history.writes.firstIndex { $0.entry == reading.shown })
                holds(!history.writes.contains { $0.saw.contains(shown) }, "causality beats clocks: \(origin)")
                let kept = Set(reading.losers + [reading.shown])
                for (number, write) in history.writes.enumerated() {
                    let isReplaced = history.writes.contains { $0.saw.contains(number) }
                    holds(kept.contains(write.entry) != isReplaced, "losers are kept: \(origin)")
                }
            } while choices.advance()
        }
    }

    @Test func `ties go to the greatest stamp, then the greatest name, in any order of entries`() throws {
        let entries = [
            registerEntry(3, 1, stamp: 4, .integer(1)), registerEntry(1, 2, stamp: 5, .integer(2)),
            registerEntry(2, 1, stamp: 5, .integer(3)), registerEntry(1, 9, stamp: 5, .integer(4)),
        ]
        for order in permutations(of: entries.count) {
            let reading = try #require(RegisterReading(order.map { entries[$0] }))
            #expect(reading.shown == entries[2])
            #expect(reading.losers == [entries[1], entries[3], entries[0]])
        }
    }

    @Test func `dots that are equal are told apart by the hash`() throws {
        let dot = Dot(replica: replica(1), seq: 1, index: 0)
        let entries = [UInt64(1), 2].map { low in
            Entry(
                name: EntryName(dot: dot, hash: DeltaHash(high: 0, low: low)), stamp: Stamp(microseconds: 1),
                slot: .whole, payload: .value(.integer(Int64(low))))
        }
        #expect(RegisterReading(entries)?.shown == entries[1])
        #expect(RegisterReading(entries.reversed())?.shown == entries[1])
        #expect(RegisterReading(entries)?.losers == [entries[0]])
    }

    @Test func `losers that say the same are no conflict`() throws {
        let same = [registerEntry(1, 1, stamp: 1, .text("é")), registerEntry(2, 1, stamp: 2, .text("é"))]
        #expect(RegisterReading(same)?.isConflict == false)
        let other = [same[0], registerEntry(2, 1, stamp: 2, .text("e\u{301}"))]
        #expect(RegisterReading(other)?.isConflict == true)
        #expect(RegisterReading([same[0]])?.isConflict == false)
    }
}
