import ReplicaSimulator
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whole networks of the real core. `REPLICA_SEEDS` sets how many seeds run (a nightly run takes thousands), `REPLICA_SEED`
/// the first, `REPLICA_STEPS` how many actions each.
@Suite struct SimulationTests {
    private static func number(_ name: String, or other: Int) -> Int {
        unsafe getenv(name).flatMap { unsafe Int(String(cString: $0)) } ?? other
    }

    static let first = UInt64(number("REPLICA_SEED", or: 1))
    static let seeds = UInt64(number("REPLICA_SEEDS", or: 12))
    static let steps = number("REPLICA_STEPS", or: 150)

    @Test func `networks with every fault keep every invariant, and agree when the faults stop`() async throws {
        var options = SimulationOptions()
        options.steps = Self.steps
        let start = ContinuousClock.now
        var (events, deltas, seconds) = (0, 0, 0.0)
        for seed in Self.first..<(Self.first + Self.seeds) {
            let report = await simulated(seed, options)
            if !report.broken.isEmpty || report.events > 30_000 {
                print("seed \(seed): \(report.events) events, \(report.broken)")
            }
            #expect(report.broken.isEmpty, "seed \(seed), \(report.events) events: \(report.broken)")
            events += report.events
            deltas += report.deltas
            seconds += report.simulatedSeconds
        }
        let took = ContinuousClock.now - start
        print(
            "simulator: \(Self.seeds) seeds, \(events) events, \(deltas) deltas, \(Int(seconds)) simulated s in \(took)"
        )
    }
}
