import Foundation
import ReplicaSimulator

/// Runs one seed on a thread of its own: a simulation is seconds of pure computation, and the cooperative pool's few threads
/// belong to the other tests.
func simulated(_ seed: UInt64, _ options: SimulationOptions) async -> SimulationReport {
    await withCheckedContinuation { continuation in
        let thread = Thread { continuation.resume(returning: simulate(seed: seed, options: options)) }
        thread.stackSize = 16 << 20
        thread.start()
    }
}
