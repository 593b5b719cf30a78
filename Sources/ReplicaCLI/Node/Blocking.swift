import Foundation

/// Work that waits for the system, on a thread of its own: the pool has two, and the node's tasks need them.
enum Blocking {
    /// Runs the work and returns what it gives.
    static func run<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            start { continuation.resume(returning: work()) }
        }
    }

    /// Starts the work and does not wait for it.
    static func start(_ work: @escaping @Sendable () -> Void) { Thread.detachNewThread(work) }
}
