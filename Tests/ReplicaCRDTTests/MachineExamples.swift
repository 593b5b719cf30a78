import ReplicaCRDT

/// Machines to test with.
enum MachineExamples {
    /// A payment: open → reported → paid → refunded, open → paid, open → written off, and reported → open, a withdrawal.
    static let payment: MachineDeclaration = {
        do {
            return try MachineDeclaration(
                initial: "open",
                states: [
                    .init("open", rank: 0), .init("reported", rank: 1), .init("paid", rank: 2),
                    .init("written off", rank: 2), .init("refunded", rank: 3),
                ],
                transitions: [
                    .init("open", "reported", roles: .customer), .init("open", "paid", roles: .admin),
                    .init("reported", "paid", roles: .admin), .init("reported", "open", roles: .everybody),
                    .init("open", "written off", roles: .admin), .init("paid", "refunded", roles: .admin),
                ])
        } catch { fatalError("the example is not a machine: \(error)") }
    }()

    /// Up to five states of ranks 0 to 5, and up to six moves, which may break the rank law.
    static func random(
        _ random: inout SplitMix64
    ) -> (states: [MachineDeclaration.State], moves: [MachineDeclaration.Transition]) {
        let count = random.below(5) + 1
        let states = (0..<count).map { MachineDeclaration.State("s\($0)", rank: Int64(random.below(6))) }
        var moves: Set<Move> = []
        for _ in 0..<random.below(7) {
            let (from, to) = (random.below(count), random.below(count))
            if from != to { moves.insert(Move(from: "s\(from)", to: "s\(to)")) }
        }
        let sorted = moves.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        return (states, sorted.map { MachineDeclaration.Transition($0.from, $0.to, roles: .admin) })
    }

    /// All pairs of states where forward moves lead from the first to the second (Warshall 1962).
    static func closure(of declaration: MachineDeclaration) -> Set<Move> {
        let names = declaration.states.map(\.name)
        let rank = Dictionary(uniqueKeysWithValues: declaration.states.map { ($0.name, $0.rank) })
        var pairs = Set(names.map { Move(from: $0, to: $0) })
        for move in declaration.transitions.map(\.move) {
            if let from = rank[move.from], let to = rank[move.to], from < to { pairs.insert(move) }
        }
        for middle in names {
            for from in names where pairs.contains(Move(from: from, to: middle)) {
                for to in names where pairs.contains(Move(from: middle, to: to)) {
                    pairs.insert(Move(from: from, to: to))
                }
            }
        }
        return pairs
    }
}
