import ReplicaSimulator
import Testing

/// "Run the same seed in two processes and compare traces": in Swift the order of sets and dictionaries is the third
/// source of chance, other in each process.
@Suite struct TraceTests {
    private static func trace(_ seeds: ClosedRange<UInt64>) async -> [String] {
        var options = SimulationOptions()
        options.steps = 120
        var traces: [String] = []
        for seed in seeds {
            let report = await simulated(seed, options)
            traces.append(
                "\(seed) \(report.trace) \(report.events) \(report.deltas) \(report.simulatedSeconds) \(report.broken)")
        }
        return traces
    }

    @Test func `a seed gives the same trace twice, and other seeds others`() async {
        let traces = await Self.trace(1...3)
        let again = await Self.trace(1...3)
        #expect(traces == again)
        #expect(Set(traces).count == 3)
    }

    @Test func `a seed gives the same trace in another process`() async throws {
        let result = try await #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
            for line in await TraceTests.trace(1...3) { print("trace:", line) }
        }
        let text = String(decoding: result.standardOutputContent, as: UTF8.self)
        let there = text.split(separator: "\n").filter { $0.hasPrefix("trace: ") }.map { String($0.dropFirst(7)) }
        let here = await Self.trace(1...3)
        #expect(there == here)
    }
}
