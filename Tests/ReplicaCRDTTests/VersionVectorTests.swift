import ReplicaCRDT
import Testing

@Suite struct VersionVectorTests {
    /// The slow twin: a dictionary in which absent and 0 are the same.
    private typealias Twin = [ReplicaID: UInt64]

    @Test func `vectors of three replicas are a lattice, and covering is its order`() {
        var vectors: [VersionVector] = []
        var choices = Choices()
        repeat {
            var vector = VersionVector()
            for author in 0..<3 { vector.raise(replica(author), to: UInt64(choices.next(below: 3))) }
            vectors.append(vector)
        } while choices.advance()
        #expect(Set(vectors).count == 27)
        checkLattice(vectors, origin: "all of 3 replicas up to 2") { $0.merged(with: $1) }
        checkOrder(
            vectors, origin: "all of 3 replicas up to 2", covers: { $0.covers($1) }, merge: { $0.merged(with: $1) })
    }

    @Test func `large vectors obey the laws`() {
        for seed in UInt64(1)...20 {
            var random = SplitMix64(seed: seed)
            let vectors = (0..<6).map { _ in Self.vector(of: Self.twin(&random)) }
            checkLattice(vectors, origin: "seed \(seed)") { $0.merged(with: $1) }
            checkOrder(vectors, origin: "seed \(seed)", covers: { $0.covers($1) }, merge: { $0.merged(with: $1) })
        }
    }

    @Test func `a vector is what a dictionary of numbers says`() {
        for seed in UInt64(1)...200 {
            var random = SplitMix64(seed: seed)
            let (a, b) = (Self.twin(&random), Self.twin(&random))
            let (left, right) = (Self.vector(of: a), Self.vector(of: b))
            let both = a.merging(b) { max($0, $1) }
            holds(left.merged(with: right) == Self.vector(of: both), "merge: seed \(seed)")
            let covers = b.allSatisfy { a[$0.key, default: 0] >= $0.value }
            holds(left.covers(right) == covers, "covers: seed \(seed)")
            for author in 0..<12 {
                let number = a[replica(author), default: 0]
                holds(left[replica(author)] == number, "number of \(author): seed \(seed)")
                holds(left.covers(replica(author), number), "covers \(author) \(number): seed \(seed)")
                holds(!left.covers(replica(author), number + 1), "covers \(author) \(number + 1): seed \(seed)")
            }
        }
    }

    @Test func `the order of raising does not matter, and items ascend`() {
        let raises = [(2, 3), (1, 1), (3, 2), (2, 5), (1, 4)]
        var seen: Set<VersionVector> = []
        for order in permutations(of: raises.count) {
            var vector = VersionVector()
            for index in order { vector.raise(replica(raises[index].0), to: UInt64(raises[index].1)) }
            holds(zip(vector.items, vector.items.dropFirst()).allSatisfy { $0.replica < $1.replica }, "\(order)")
            seen.insert(vector)
        }
        #expect(seen.count == 1)
        #expect(seen.first?.items.map(\.seq) == [4, 5, 2])
    }

    @Test func `raising to nothing changes nothing`() {
        var vector = VersionVector()
        vector.raise(replica(1), to: 0)
        #expect(vector == VersionVector())
        vector.raise(replica(1), to: 2)
        vector.raise(replica(1), to: 0)
        vector.raise(replica(1), to: 1)
        #expect(vector.items == [VersionVector.Item(replica: replica(1), seq: 2)])
    }

    private static func twin(_ random: inout SplitMix64) -> Twin {
        var twin: Twin = [:]
        for _ in 0..<random.below(12) { twin[replica(random.below(12))] = UInt64(random.below(4) + 1) }
        return twin
    }

    private static func vector(of twin: Twin) -> VersionVector {
        var vector = VersionVector()
        for (replica, number) in twin { vector.raise(replica, to: number) }
        return vector
    }
}
