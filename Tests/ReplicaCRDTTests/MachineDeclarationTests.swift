import ReplicaCRDT
import Testing

@Suite struct MachineDeclarationTests {
    @Test func `a move between states of equal rank can't be declared`() throws {
        let states = [MachineDeclaration.State("a", rank: 1), .init("b", rank: 1), .init("c", rank: 2)]
        #expect(throws: DeclarationFailure.rankNotChanged(from: "a", to: "b")) {
            try MachineDeclaration(initial: "a", states: states, transitions: [.init("a", "b", roles: .admin)])
        }
        #expect(throws: DeclarationFailure.rankNotChanged(from: "c", to: "c")) {
            try MachineDeclaration(initial: "a", states: states, transitions: [.init("c", "c", roles: .admin)])
        }
        #expect(throws: Never.self) {
            try MachineDeclaration(
                initial: "a", states: states,
                transitions: [.init("a", "c", roles: .admin), .init("c", "b", roles: .admin)])
        }
    }

    @Test func `states must be known and unique, moves unique`() {
        let states = [MachineDeclaration.State("a", rank: 1), .init("b", rank: 2)]
        let move = MachineDeclaration.Transition("a", "b", roles: .admin)
        #expect(throws: DeclarationFailure.unknownState("z")) {
            try MachineDeclaration(initial: "z", states: states, transitions: [])
        }
        #expect(throws: DeclarationFailure.unknownState("x")) {
            try MachineDeclaration(initial: "a", states: states, transitions: [.init("x", "b", roles: .admin)])
        }
        #expect(throws: DeclarationFailure.unknownState("y")) {
            try MachineDeclaration(initial: "a", states: states, transitions: [.init("a", "y", roles: .admin)])
        }
        #expect(throws: DeclarationFailure.doubledState) {
            try MachineDeclaration(initial: "a", states: states + [.init("a", rank: 3)], transitions: [])
        }
        #expect(throws: DeclarationFailure.doubledMove) {
            try MachineDeclaration(
                initial: "a", states: states, transitions: [move, .init("a", "b", roles: .customer)])
        }
    }

    @Test func `states are told apart by bytes`() throws {
        let states = [MachineDeclaration.State("é", rank: 1), .init("e\u{301}", rank: 2), .init("z", rank: 3)]
        let machine = try MachineDeclaration(
            initial: "é", states: states,
            transitions: [.init("é", "z", roles: .admin), .init("e\u{301}", "z", roles: .customer)])
        #expect(states[0] != MachineDeclaration.State("e\u{301}", rank: 1))
        #expect(machine.rank(of: "e\u{301}") == 2)
        #expect(machine.roles(for: Move(from: "e\u{301}", to: "z")) == .customer)
        #expect(!machine.leads(from: "é", to: "e\u{301}") && machine.leads(from: "e\u{301}", to: "z"))
        let other = try MachineDeclaration(
            initial: "e\u{301}", states: machine.states, transitions: machine.transitions)
        #expect(other != machine)
        #expect(try MachineDeclaration(initial: "é", states: states, transitions: machine.transitions) == machine)
        let entries = [moveEntry(1, 1, stamp: 1, "z", "é"), moveEntry(2, 1, stamp: 1, "z", "e\u{301}")]
        #expect(entries[0].payload != entries[1].payload)
        #expect(MachineReading(entries, by: machine).isConflict)
        #expect(throws: DeclarationFailure.unknownState("e\u{301}")) {
            try MachineDeclaration(initial: "e\u{301}", states: [.init("é", rank: 1)], transitions: [])
        }
    }

    @Test func `64 states and 1,024 moves are the most`() throws {
        func states(_ count: Int) -> [MachineDeclaration.State] {
            (0..<count).map { MachineDeclaration.State("s\($0)", rank: Int64($0)) }
        }
        var moves: [MachineDeclaration.Transition] = []
        for from in 0..<64 {
            for to in 0..<64 where from != to && moves.count < 1025 {
                moves.append(.init("s\(from)", "s\(to)", roles: .admin))
            }
        }
        let most = try MachineDeclaration(initial: "s0", states: states(64), transitions: Array(moves.prefix(1024)))
        #expect(most.states.count == 64 && most.transitions.count == 1024)
        #expect(throws: DeclarationFailure.tooLarge) {
            try MachineDeclaration(initial: "s0", states: states(65), transitions: [])
        }
        #expect(throws: DeclarationFailure.tooLarge) {
            try MachineDeclaration(initial: "s0", states: states(64), transitions: moves)
        }
    }

    @Test func `roles, ranks and withdrawals are what was declared`() {
        let payment = MachineExamples.payment
        #expect(payment.roles(for: Move(from: "open", to: "reported")) == .customer)
        #expect(payment.roles(for: Move(from: "open", to: "paid")) == .admin)
        #expect(payment.roles(for: Move(from: "reported", to: "open")) == .everybody)
        #expect(payment.roles(for: Move(from: "paid", to: "reported")).isEmpty)
        #expect(payment.rank(of: "paid") == 2)
        #expect(payment.rank(of: "nowhere") == nil)
        #expect(payment.isWithdrawal(Move(from: "reported", to: "open")))
        #expect(!payment.isWithdrawal(Move(from: "open", to: "reported")))
        #expect(!payment.isWithdrawal(Move(from: "paid", to: "written off")))
        #expect(!payment.isWithdrawal(Move(from: "nowhere", to: "open")))
        #expect(!payment.isWithdrawal(Move(from: "open", to: "nowhere")))
    }

    @Test func `random declarations obey the rank law, and lead where the closure of their forward moves leads`() {
        var accepted = 0
        for seed in UInt64(1)...400 {
            var random = SplitMix64(seed: seed)
            let (states, moves) = MachineExamples.random(&random)
            let rank = Dictionary(uniqueKeysWithValues: states.map { ($0.name, $0.rank) })
            let isLawful = moves.allSatisfy { rank[$0.move.from] != rank[$0.move.to] }
            let declaration = try? MachineDeclaration(initial: "s0", states: states, transitions: moves)
            holds((declaration != nil) == isLawful, "the rank law: seed \(seed)")
            guard let declaration else { continue }
            accepted += 1
            let reached = MachineExamples.closure(of: declaration)
            for from in states.map(\.name) {
                for to in states.map(\.name) {
                    let leads = reached.contains(Move(from: from, to: to))
                    holds(declaration.leads(from: from, to: to) == leads, "\(from) to \(to): seed \(seed)")
                    holds(!leads || from == to || rank[from]! < rank[to]!, "forward moves rise: seed \(seed)")
                }
            }
        }
        #expect((50...350).contains(accepted))
    }
}
