import Foundation
import ReplicaTransport
import Synchronization

/// Wakes the node's thread: out of a wait on the doorbell itself, or, once there is a transport, out of its wait for I/O.
final class Doorbell: Sendable {
    private struct State {
        var isRung = false
        var waker: TransportWaker?
    }

    private let state = Mutex(State())
    private let semaphore = DispatchSemaphore(value: 0)

    /// Wakes the thread; rings that nobody waits for are remembered once.
    func ring() {
        let (isNew, waker) = state.withLock { state in
            defer { state.isRung = true }
            return (!state.isRung, state.waker)
        }
        if let waker { return waker.wake() }
        if isNew { semaphore.signal() }
    }

    /// From now on the thread waits in the transport; with nil, on the doorbell again.
    func attach(_ waker: TransportWaker?) {
        state.withLock { state in
            state.waker = waker
            if waker == nil { state.isRung = true }
        }
        // Rings that the transport answered left no signal behind: without one the next would count as a repetition.
        if let waker { waker.wake() } else { semaphore.signal() }
    }

    /// Waits for a ring, at most until a deadline on the monotonic clock in nanoseconds.
    func wait(nanoseconds: UInt64?) {
        if let nanoseconds {
            _ = semaphore.wait(timeout: .now() + .nanoseconds(Int(clamping: nanoseconds)))
        } else {
            semaphore.wait()
        }
        state.withLock { $0.isRung = false }
    }
}
