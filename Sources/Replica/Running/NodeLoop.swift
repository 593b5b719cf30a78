import Foundation
import Synchronization

/// The node's thread: one loop that alternates between work handed in by callers and whatever wakes it from outside. All of
/// a node's state lives here and is touched by nobody else; SQLite and the sockets block here and never on the
/// cooperative pool.
///
/// Work is taken in batches. A batch's answers are released together, after `finish` has made what it wrote durable: so
/// fifty writers share one fsync, and no read tells of a write that is not on disk.
final class NodeLoop<State>: Sendable {
    /// One piece of work. It returns what to do once the batch is on disk, given the failure if it is not.
    typealias Job = @Sendable (State) -> @Sendable ((any Error)?) -> Void

    /// How many pieces of work share one batch; more would make the first of them wait too long.
    private static var batchLimit: Int { 512 }

    private struct Queue {
        var jobs: [Job] = []
        var isEnded = false
    }

    private let queue = Mutex(Queue())
    private let wake: @Sendable () -> Void

    /// A loop that is woken from `run`'s waiting by `wake`.
    init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    /// Hands work in; false if the loop has ended, and the work is dropped.
    func submit(_ job: @escaping Job) -> Bool {
        let accepted = queue.withLock { queue in
            guard !queue.isEnded else { return false }
            queue.jobs.append(job)
            return true
        }
        if accepted { wake() }
        return accepted
    }

    /// Runs work on the loop and waits for its answer.
    func perform<T: Sendable>(_ work: @escaping @Sendable (State) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let accepted = submit { state in
                let result = Result { try work(state) }
                return { failure in
                    if let failure, case .success = result {
                        continuation.resume(throwing: failure)
                    } else {
                        continuation.resume(with: result)
                    }
                }
            }
            if !accepted { continuation.resume(throwing: ReplicaError.closed) }
        }
    }

    /// The loop itself; returns after `end`. `wait` blocks until woken or something else is to do, and does it; `finish`
    /// makes a batch durable and visible.
    func run(_ state: State, wait: (State) -> Void, finish: (State) throws -> Void) {
        while true {
            let (jobs, isEnded) = queue.withLock { queue in
                let taken = Array(queue.jobs.prefix(Self.batchLimit))
                queue.jobs.removeFirst(taken.count)
                return (taken, queue.isEnded)
            }
            if jobs.isEmpty {
                if isEnded { return }
                wait(state)
                continue
            }
            let releases = jobs.map { $0(state) }
            var failure: (any Error)?
            do { try finish(state) } catch { failure = error }
            for release in releases { release(failure) }
        }
    }

    /// Ends the loop after the work that is queued; work handed in later is refused.
    func end() {
        queue.withLock { $0.isEnded = true }
        wake()
    }

    /// Whether work is waiting, so that a wait must return.
    var hasWork: Bool { queue.withLock { !$0.jobs.isEmpty || $0.isEnded } }
}
