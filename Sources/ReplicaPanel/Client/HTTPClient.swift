import Foundation
import Synchronization

/// Calls a node over its Unix socket, or over loopback. One connection per call.
///
/// The blocking calls are for a thread of the caller's own, as the main thread of the `replica` command. The asynchronous ones bring
/// their own thread and may be cancelled.
package struct HTTPClient: Sendable {
    /// Long enough for a node that is busy, short enough for a person who waits.
    package static let defaultTime = Duration.seconds(30)

    private let endpoint: HTTPEndpoint
    private let limits: HTTPClientLimits

    /// A client for one node.
    package init(endpoint: HTTPEndpoint, limits: HTTPClientLimits = HTTPClientLimits()) {
        self.endpoint = endpoint
        self.limits = limits
    }

    // MARK: Blocking

    /// Sends a request and collects the answer. Blocks the calling thread for at most `time`.
    package func sendBlocking(
        _ request: HTTPClientRequest, within time: Duration = defaultTime
    ) throws(HTTPClientError) -> HTTPClientResponse {
        try collect(HTTPClientCall(endpoint: endpoint), request, deadline: .now + time)
    }

    /// Reads server-sent events. Blocks the calling thread until the stream ends, `body` returns `false`, or nothing, not even a
    /// heartbeat, came for `silence`.
    /// - Throws: ``HTTPClientError/notAStream(_:)`` with the answer if it is not a successful one.
    package func streamBlocking(
        _ request: HTTPClientRequest, within time: Duration = defaultTime, silence: Duration,
        body: (ServerSentFrame) -> Bool
    ) throws(HTTPClientError) {
        try read(HTTPClientCall(endpoint: endpoint), request, deadline: .now + time, silence: silence, body: body)
    }

    // MARK: Asynchronous

    /// Sends a request and collects the answer. Cancelling the task ends the call.
    package func send(
        _ request: HTTPClientRequest, within time: Duration = defaultTime
    ) async throws(HTTPClientError) -> HTTPClientResponse {
        let call = HTTPClientCall(endpoint: endpoint)
        let deadline = ContinuousClock.now + time
        typealias Outcome = Result<HTTPClientResponse, HTTPClientError>
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Outcome, Never>) in
                Thread.detachNewThread {
                    continuation.resume(
                        returning: result { () throws(HTTPClientError) in
                            try collect(call, request, deadline: deadline)
                        })
                }
            }
        } onCancel: {
            call.cancel()
        }
        return try outcome.get()
    }

    /// Reads server-sent events. The stream ends with the answer, or with a ``HTTPClientError``; ending the iteration ends the call.
    /// When the reader is slower than the node, frames wait up to ``HTTPClientLimits/queuedFrames``, and then the connection waits.
    package func stream(
        _ request: HTTPClientRequest, within time: Duration = defaultTime, silence: Duration
    ) -> ServerSentFrameSequence {
        let queue = ServerSentFrameQueue(call: HTTPClientCall(endpoint: endpoint), limit: limits.queuedFrames)
        let deadline = ContinuousClock.now + time
        Thread.detachNewThread {
            let outcome = result { () throws(HTTPClientError) in
                try read(queue.call, request, deadline: deadline, silence: silence) { queue.appendBlocking($0) }
            }
            queue.end(outcome)
        }
        return ServerSentFrameSequence(queue: queue)
    }

    // MARK: Common

    private func collect(
        _ call: HTTPClientCall, _ request: HTTPClientRequest, deadline: ContinuousClock.Instant
    ) throws(HTTPClientError) -> HTTPClientResponse {
        var answer = HTTPAnswerCollector(maximumBytes: limits.bodyBytes)
        try call.run(request, headBytes: limits.headBytes, deadline: deadline, silence: nil) {
            output throws(HTTPClientError) in
            try answer.take(output)
            return true
        }
        return answer.response
    }

    private func read(
        _ call: HTTPClientCall, _ request: HTTPClientRequest, deadline: ContinuousClock.Instant, silence: Duration,
        body: (ServerSentFrame) -> Bool
    ) throws(HTTPClientError) {
        var answer = HTTPAnswerCollector(maximumBytes: limits.bodyBytes)
        var parser = ServerSentEventParser(maximumBytes: limits.eventBytes)
        try call.run(request, headBytes: limits.headBytes, deadline: deadline, silence: silence) {
            output throws(HTTPClientError) in
            guard case .body(let bytes) = output, answer.isEventStream else {
                try answer.take(output)
                return true
            }
            do {
                return try parser.push(bytes).allSatisfy(body)
            } catch {
                throw .badAnswer("an event is longer than \(limits.eventBytes) bytes")
            }
        }
        if !answer.isEventStream { throw .notAStream(answer.response) }
    }

    private func result<Success>(
        _ body: () throws(HTTPClientError) -> Success
    ) -> Result<Success, HTTPClientError> {
        do throws(HTTPClientError) { return .success(try body()) } catch { return .failure(error) }
    }
}
