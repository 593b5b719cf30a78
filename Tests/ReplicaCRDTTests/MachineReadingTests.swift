import ReplicaCRDT
import Testing

@Suite struct MachineReadingTests {
    @Test func `a field nobody has written is in the initial state`() {
        let reading = MachineReading([], by: MachineExamples.payment)
        #expect(reading.state == "open")
        #expect(reading.shown == nil && reading.others.isEmpty && !reading.isConflict)
    }

    @Test func `the greatest rank wins over any clock`() {
        let reported = moveEntry(1, 1, stamp: .max, "open", "reported")
        let paid = moveEntry(2, 1, stamp: 0, "open", "paid")
        let reading = MachineReading([reported, paid], by: MachineExamples.payment)
        #expect(reading.state == "paid" && reading.shown == paid)
        #expect(reading.others == [reported])
    }

    @Test(arguments: ConflictCase.all)
    func `a conflict is what the definition says`(example: ConflictCase) {
        let entries = example.moves.enumerated().map { index, move in
            moveEntry(index + 1, 1, stamp: UInt64(index), move.from, move.to)
        }
        for order in permutations(of: entries.count) {
            let reading = MachineReading(order.map { entries[$0] }, by: MachineExamples.payment)
            #expect(reading.state == example.state)
            #expect(reading.isConflict == example.isConflict)
        }
    }

    @Test func `an undeclared state ranks below all others, also the lowest`() throws {
        let lowest = try MachineDeclaration(
            initial: "a", states: [.init("a", rank: .min), .init("b", rank: 0)],
            transitions: [.init("a", "b", roles: .admin), .init("b", "a", roles: .admin)])
        let declared = moveEntry(1, 1, stamp: 1, "b", "a")
        let undeclared = moveEntry(2, 1, stamp: 2, "a", "gone")
        #expect(MachineReading([declared, undeclared], by: lowest).shown == declared)
        #expect(MachineReading([undeclared, declared], by: lowest).shown == declared)
        #expect(MachineReading([undeclared], by: lowest).state == "gone")
        #expect(MachineReading([declared, undeclared], by: lowest).isConflict)
    }

    @Test func `any three live entries read the same in any order, as a slow twin reads them`() {
        let declaration = MachineExamples.payment
        let reached = MachineExamples.closure(of: declaration)
        var moves = declaration.transitions.map(\.move)
        moves.append(Move(from: "open", to: "nowhere"))
        var choices = Choices()
        repeat {
            let entries = (0..<choices.next(below: 3) + 1).map { author in
                let move = moves[choices.next(below: moves.count)]
                return moveEntry(author, 1, stamp: UInt64(choices.next(below: 2)), move.from, move.to)
            }
            let expected = Self.twin(entries, declaration, reached)
            for order in permutations(of: entries.count) {
                let reading = MachineReading(order.map { entries[$0] }, by: declaration)
                holds(reading.shown == expected.shown, "shown: \(choices.description)")
                holds(reading.isConflict == expected.isConflict, "conflict: \(choices.description)")
                holds(reading.others == entries.filter { $0 != expected.shown }, "others: \(choices.description)")
                holds(entries.contains { $0.payload == .move(Move(from: Self.from($0), to: reading.state)) }, "live")
            }
        } while choices.advance()
    }

    @Test func `random machines are read as a slow twin reads them`() {
        for seed in UInt64(1)...400 {
            var random = SplitMix64(seed: seed)
            let (states, moves) = MachineExamples.random(&random)
            guard let declaration = try? MachineDeclaration(initial: "s0", states: states, transitions: moves),
                !moves.isEmpty
            else { continue }
            let entries = (0..<random.below(5) + 1).map { author in
                let move = moves[random.below(moves.count)].move
                return moveEntry(author, 1, stamp: UInt64(random.below(3)), move.from, move.to)
            }
            let expected = Self.twin(entries, declaration, MachineExamples.closure(of: declaration))
            let reading = MachineReading(entries.shuffled(using: &random), by: declaration)
            holds(reading.shown == expected.shown, "shown: seed \(seed)")
            holds(reading.isConflict == expected.isConflict, "conflict: seed \(seed)")
        }
    }

    // MARK: - The twin

    /// The definition, sentence by sentence: an entry is shown that no other beats; a conflict is a pair.
    private static func twin(
        _ entries: [Entry], _ declaration: MachineDeclaration, _ reached: Set<Move>
    ) -> (shown: Entry?, isConflict: Bool) {
        let rank = Dictionary(uniqueKeysWithValues: declaration.states.map { ($0.name, $0.rank) })
        func beats(_ left: Entry, _ right: Entry) -> Bool {
            let (a, b) = (rank[to(left)] ?? -1, rank[to(right)] ?? -1)
            if a != b { return a > b }
            if left.stamp != right.stamp { return left.stamp > right.stamp }
            return left.name > right.name
        }
        let shown = entries.first { entry in !entries.contains { beats($0, entry) } }
        let isConflict = entries.contains { left in
            entries.contains { right in
                guard left.name != right.name else { return false }
                if let before = rank[from(left)], let after = rank[to(left)], after < before { return true }
                return to(left) != to(right) && !reached.contains(Move(from: to(left), to: to(right)))
                    && !reached.contains(Move(from: to(right), to: to(left)))
            }
        }
        return (shown, isConflict)
    }

    private static func from(_ entry: Entry) -> String {
        if case .move(let move) = entry.payload { move.from } else { "" }
    }

    private static func to(_ entry: Entry) -> String {
        if case .move(let move) = entry.payload { move.to } else { "" }
    }
}
