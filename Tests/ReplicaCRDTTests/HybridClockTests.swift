import ReplicaCRDT
import Testing

@Suite struct HybridClockTests {
    private static let minute: UInt64 = 60_000_000
    private static let noon: UInt64 = 1_800_000_000_000_000

    @Test func `a stamp is the wall clock, or one more than the last`() {
        var clock = HybridClock()
        #expect(clock.next(wall: 1000) == Stamp(microseconds: 1000))
        #expect(clock.next(wall: 1000) == Stamp(microseconds: 1001))
        #expect(clock.next(wall: 900) == Stamp(microseconds: 1002))
        #expect(clock.next(wall: 5000) == Stamp(microseconds: 5000))
    }

    @Test func `a stamp seen pushes the next one beyond it`() {
        var clock = HybridClock()
        clock.saw(Stamp(microseconds: Self.noon + Self.minute), wall: Self.noon)
        #expect(clock.next(wall: Self.noon) == Stamp(microseconds: Self.noon + Self.minute + 1))
    }

    @Test func `five minutes ahead counts, a microsecond more does not`() {
        let limit = Self.noon + 5 * Self.minute
        var clock = HybridClock()
        clock.saw(Stamp(microseconds: limit + 1), wall: Self.noon)
        #expect(clock.last == nil)
        clock.saw(Stamp(microseconds: limit), wall: Self.noon)
        #expect(clock.next(wall: Self.noon).microseconds == limit + 1)
    }

    @Test func `a last that is too far ahead is forgotten when a stamp is made`() {
        var clock = HybridClock()
        _ = clock.next(wall: Self.noon + 6 * Self.minute)
        #expect(clock.next(wall: Self.noon) == Stamp(microseconds: Self.noon))
        #expect(clock.last == Stamp(microseconds: Self.noon))
    }

    @Test func `a last that is too far ahead does not hide what is seen after it`() {
        var clock = HybridClock()
        _ = clock.next(wall: Self.noon + 60 * Self.minute)
        let seen = Stamp(microseconds: Self.noon + Self.minute)
        clock.saw(seen, wall: Self.noon)
        #expect(clock.next(wall: Self.noon) > seen)
    }

    @Test func `an older stamp seen does not put the clock back`() {
        var clock = HybridClock(last: Stamp(microseconds: Self.noon + 3))
        clock.saw(Stamp(microseconds: Self.noon + 1), wall: Self.noon)
        #expect(clock.last == Stamp(microseconds: Self.noon + 3))
    }

    @Test func `the ends of the number range don't trap`() {
        for wall in [UInt64.min, 1, .max - 300_000_000, .max - 1, .max] {
            for seen in [UInt64.min, 1, .max - 300_000_000, .max - 1, .max] {
                for last in [nil, Stamp(microseconds: 0), Stamp(microseconds: .max - 1), Stamp(microseconds: .max)] {
                    var clock = HybridClock(last: last)
                    clock.saw(Stamp(microseconds: seen), wall: wall)
                    holds(clock.next(wall: wall).microseconds >= wall, "wall \(wall), seen \(seen)")
                    holds(clock.next(wall: wall).microseconds >= wall, "wall \(wall), seen \(seen), again")
                    clock.saw(Stamp(microseconds: .max), wall: wall)
                    holds(clock.last?.microseconds ?? 0 >= wall, "wall \(wall), seen \(seen), then the end of time")
                }
            }
        }
    }

    @Test func `whatever is seen and however the wall clock jumps, stamps keep their bounds`() {
        for seed in UInt64(1)...300 {
            var random = SplitMix64(seed: seed)
            var clock = HybridClock()
            var wall = Self.noon
            for step in 0..<40 {
                if random.oneIn(8) { wall = Self.noon &+ UInt64(random.below(20)) * Self.minute }
                wall += UInt64(random.below(3))
                let seen = Stamp(microseconds: wall - 8 * Self.minute + UInt64(random.below(16)) * Self.minute)
                let before = clock.last
                clock.saw(seen, wall: wall)
                let made = clock.next(wall: wall).microseconds
                let origin = "seed \(seed), step \(step)"
                let limit = wall + 5 * Self.minute
                holds(made >= wall, "not before the wall clock: \(origin)")
                holds(made <= limit + 1, "never pushed further than it tolerates: \(origin)")
                for stamp in [before, seen].compactMap(\.self) where stamp.microseconds <= limit {
                    holds(made > stamp.microseconds, "after what it saw or made before: \(origin)")
                }
                holds(clock.last?.microseconds == made, "the last is what was made: \(origin)")
            }
        }
    }

    @Test func `while the wall clock is not put back by five minutes, stamps only rise`() {
        for seed in UInt64(1)...100 {
            var random = SplitMix64(seed: seed)
            var clock = HybridClock()
            var last: UInt64 = 0
            for step in 0..<60 {
                let wall = Self.noon + UInt64(random.below(5)) * Self.minute
                if random.oneIn(2) { clock.saw(Stamp(microseconds: wall - UInt64(random.below(9))), wall: wall) }
                let made = clock.next(wall: wall).microseconds
                holds(made > last, "seed \(seed), step \(step)")
                last = made
            }
        }
    }
}
