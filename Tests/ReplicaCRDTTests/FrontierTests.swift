import ReplicaCRDT
import Testing

@Suite struct FrontierTests {
    @Test func `frontiers of unforked replicas are a lattice under advancing`() {
        var frontiers: [Frontier] = []
        var choices = Choices()
        repeat {
            frontiers.append(
                Frontier(
                    (0..<3).compactMap { author in
                        let seq = choices.next(below: 3)
                        return seq == 0 ? nil : Self.position(author, seq)
                    }))
        } while choices.advance()
        #expect(Set(frontiers).count == 27)
        checkLattice(frontiers, origin: "all of 3 replicas up to 2", merge: Self.joined)
        checkOrder(
            frontiers, origin: "all of 3 replicas up to 2",
            covers: { $0.vector.covers($1.vector) }, merge: Self.joined)
    }

    @Test func `positions may come in any order`() {
        for seed in UInt64(1)...100 {
            var random = SplitMix64(seed: seed)
            let positions = Self.positions(&random)
            let frontier = Frontier(positions)
            holds(Frontier(positions.shuffled(using: &random)) == frontier, "seed \(seed)")
            for author in 0..<9 {
                let own = positions.filter { $0.replica == replica(author) }
                let head = own.max { $0.seq < $1.seq }
                holds(frontier[replica(author)] == head, "head of \(author): seed \(seed)")
                holds(frontier.seq(of: replica(author)) == head?.seq ?? 0, "number of \(author): seed \(seed)")
                holds(frontier.vector[replica(author)] == head?.seq ?? 0, "vector of \(author): seed \(seed)")
            }
        }
    }

    @Test func `an older or an equal position does not displace a head`() {
        let head = Self.position(1, 2)
        var frontier = Frontier([head])
        frontier.advance(to: Self.position(1, 1))
        frontier.advance(to: Position(replica: replica(1), seq: 2, hash: hash(9, 9)))
        #expect(frontier.positions == [head])
        frontier.advance(to: Self.position(1, 3))
        #expect(frontier.positions == [Self.position(1, 3)])
    }

    @Test func `decoding takes back encoding`() throws {
        for seed in UInt64(1)...100 {
            var random = SplitMix64(seed: seed)
            let frontier = Frontier(Self.positions(&random))
            var reader = ByteReader(Self.bytes(of: frontier))
            let decoded = try Frontier(from: &reader)
            try reader.finish()
            holds(decoded == frontier, "seed \(seed)")
        }
    }

    @Test func `what is accepted is encoded the same again`() {
        var accepted = 0
        for seed in UInt64(1)...3000 {
            var random = SplitMix64(seed: seed)
            var bytes = Self.bytes(of: Frontier(Self.positions(&random)))
            mutate(&bytes, random: &random)
            var reader = ByteReader(bytes)
            guard let frontier = try? Frontier(from: &reader) else { continue }
            accepted += 1
            holds(Self.bytes(of: frontier) == Array(bytes[..<reader.offset]), "seed \(seed)")
            let ascending = zip(frontier.positions, frontier.positions.dropFirst()).allSatisfy {
                $0.replica < $1.replica
            }
            holds(ascending && frontier.positions.allSatisfy { $0.seq > 0 }, "seed \(seed)")
        }
        #expect((300...2900).contains(accepted))
    }

    @Test func `a frontier cut off anywhere is refused`() {
        let bytes = Self.bytes(of: Frontier([Self.position(1, 1), Self.position(2, 300)]))
        for length in bytes.indices {
            var reader = ByteReader(Array(bytes[..<length]))
            #expect(throws: DecodingFailure.self, "\(length) bytes") { try Frontier(from: &reader) }
        }
    }

    @Test func `replicas out of order, twice, or with number 0 are refused`() throws {
        let (one, two) = (Self.position(1, 1), Self.position(2, 1))
        let zero = Position(replica: replica(3), seq: 0, hash: hash(3, 0))
        for positions in [[two, one], [one, one], [zero], [one, two, zero]] {
            var reader = ByteReader(Self.bytes(of: positions))
            #expect(throws: DecodingFailure.self) { try Frontier(from: &reader) }
        }
        var reader = ByteReader(Self.bytes(of: [one, two]))
        #expect(try Frontier(from: &reader).positions == [one, two])
    }

    @Test func `a frontier beyond the caller's limit is refused`() throws {
        let bytes = Self.bytes(of: Frontier((1...3).map { Self.position($0, 1) }))
        var reader = ByteReader(bytes)
        #expect(throws: DecodingFailure.limit("count 3 above 2", offset: 0)) { try Frontier(from: &reader, limit: 2) }
        reader = ByteReader(bytes)
        #expect(try Frontier(from: &reader, limit: 3).positions.count == 3)
    }

    private static func position(_ author: Int, _ seq: Int) -> Position {
        Position(replica: replica(author), seq: UInt64(seq), hash: hash(author, seq))
    }

    private static func positions(_ random: inout SplitMix64) -> [Position] {
        (0..<random.below(9)).map { _ in position(random.below(9), random.below(300) + 1) }
    }

    private static func joined(_ left: Frontier, _ right: Frontier) -> Frontier {
        var result = left
        for position in right.positions { result.advance(to: position) }
        return result
    }

    private static func bytes(of frontier: Frontier) -> [UInt8] {
        var writer = ByteWriter()
        frontier.encode(into: &writer)
        return writer.bytes
    }

    private static func bytes(of positions: [Position]) -> [UInt8] {
        positions.reduce(into: [UInt8(positions.count)]) { bytes, position in
            bytes += position.replica.node.bytes + bigEndianBytes(position.replica.incarnation)
            bytes += [UInt8(position.seq)] + position.hash.bytes
        }
    }
}
