import ReplicaCRDT
import Testing

@Suite struct StateHashTests {
    @Test func `adding and taking away leaves the hash of what is there, in any order`() {
        for seed in UInt64(1)...100 {
            var random = SplitMix64(seed: seed)
            var hash = StateHash()
            var present: Set<EntryName> = []
            for _ in 0..<100 {
                let entry = name(random.below(4), random.below(3), index: random.below(3))
                if present.contains(entry) { hash.remove(entry) } else { hash.add(entry) }
                present.formSymmetricDifference([entry])
            }
            var fresh = StateHash()
            for entry in present.shuffled(using: &random) { fresh.add(entry) }
            holds(hash == fresh, "seed \(seed)")
            for entry in present { fresh.remove(entry) }
            holds(fresh == StateHash(), "seed \(seed)")
        }
    }

    @Test func `taking away first and adding later is nothing`() {
        var hash = StateHash()
        hash.remove(name(1, 1))
        #expect(hash != StateHash())
        hash.add(name(1, 1))
        #expect(hash == StateHash())
    }

    @Test func `small sets of similar names have different hashes`() {
        var singles: [UInt128] = []
        for high in UInt64(0)..<5 {
            for low in UInt64(0)..<5 {
                let hash = DeltaHash(high: high, low: low)
                var void = StateHash()
                void.add(void: hash)
                singles.append(void.sum)
                for index in UInt32(0)..<4 {
                    var live = StateHash()
                    live.add(EntryName(dot: Dot(replica: replica(1), seq: 1, index: index), hash: hash))
                    singles.append(live.sum)
                }
            }
        }
        var sums: Set<UInt128> = [0]
        var sets = 1
        for (index, single) in singles.enumerated() {
            sums.insert(single)
            sets += 1
            for other in singles[(index + 1)...] {
                sums.insert(single &+ other)
                sets += 1
            }
        }
        #expect(singles.count == 125)
        #expect(sums.count == sets)
    }

    @Test func `random sets that differ have different hashes`() {
        var random = SplitMix64(seed: 1)
        let names = (0..<12).map { name($0 / 4, $0 % 4, index: $0 % 2) }
        var hashes: [UInt128: Set<EntryName>] = [:]
        for _ in 0..<1500 {
            let set = Set(names.filter { _ in random.oneIn(2) })
            var hash = StateHash()
            for name in set { hash.add(name) }
            holds(hashes[hash.sum, default: set] == set, "seed 1")
            hashes[hash.sum] = set
        }
        #expect(hashes.count > 1000)
    }

    /// The numbers were computed by a program of its own in another language: they are the format.
    @Test func `the numbers of the format stay`() {
        let hash = DeltaHash(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF)
        let expected: [(UInt32?, UInt128)] = [
            (nil, 0xe4fd_ed92_88c4_b367_c850_e901_5b0c_4bb2), (0, 0xda82_12f7_5609_d91e_e6e2_26b7_5f83_ac99),
            (1, 0x0665_6add_8e10_df5a_5ada_e092_0813_f4e8), (.max, 0xa4b3_139a_8c40_1764_148d_c497_ce92_1b31),
        ]
        var all = StateHash()
        for (index, sum) in expected {
            var one = StateHash()
            if let index {
                let entry = EntryName(dot: Dot(replica: replica(3), seq: 9, index: index), hash: hash)
                one.add(entry)
                all.add(entry)
            } else {
                one.add(void: hash)
                all.add(void: hash)
            }
            #expect(one.sum == sum)
        }
        #expect(all.sum == 0x6a98_7f01_f91f_8345_1e9b_b4e2_9136_0864)
        var taken = StateHash(sum: all.sum)
        for (index, _) in expected {
            guard let index else { continue }
            taken.remove(EntryName(dot: Dot(replica: replica(3), seq: 9, index: index), hash: hash))
        }
        #expect(taken.sum == 0xe4fd_ed92_88c4_b367_c850_e901_5b0c_4bb2)
    }
}
