import Foundation
import Synchronization

/// Frames on their way from the reading thread to a task. The thread waits while the queue is full; the task waits while it is empty.
final class ServerSentFrameQueue: @unchecked Sendable {
    // Everything mutable is touched only while `condition` is locked.
    let call: HTTPClientCall
    private let limit: Int
    private let condition = NSCondition()
    private var frames: [ServerSentFrame] = []
    private var outcome: Result<Void, HTTPClientError>?
    private var reader: CheckedContinuation<Void, Never>?

    init(call: HTTPClientCall, limit: Int) {
        self.call = call
        self.limit = limit
    }

    /// From the reading thread. `false` if nobody reads any more.
    func appendBlocking(_ frame: ServerSentFrame) -> Bool {
        condition.lock()
        while frames.count >= limit, outcome == nil { condition.wait() }
        let isOpen = outcome == nil
        if isOpen { frames.append(frame) }
        let reader = self.reader.take()
        condition.unlock()
        reader?.resume()
        return isOpen
    }

    /// The first outcome counts.
    func end(_ outcome: Result<Void, HTTPClientError>) {
        condition.lock()
        if self.outcome == nil { self.outcome = outcome }
        let reader = self.reader.take()
        condition.broadcast()
        condition.unlock()
        reader?.resume()
    }

    /// The reader gives up: the thread's call ends, and a waiting reader hears it.
    func cancel() {
        end(.failure(.cancelled))
        call.cancel()
    }

    /// All frames there are; waits for the first. Empty at the end.
    func next() async throws(HTTPClientError) -> [ServerSentFrame] {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if !wait(with: continuation) { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
        let (taken, outcome) = take()
        if taken.isEmpty { try outcome?.get() }
        return taken
    }

    private func wait(with continuation: CheckedContinuation<Void, Never>) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard frames.isEmpty, outcome == nil else { return false }
        reader = continuation
        return true
    }

    private func take() -> ([ServerSentFrame], Result<Void, HTTPClientError>?) {
        condition.lock()
        defer { condition.unlock() }
        let taken = frames
        frames = []
        condition.broadcast()
        return (taken, outcome)
    }
}
