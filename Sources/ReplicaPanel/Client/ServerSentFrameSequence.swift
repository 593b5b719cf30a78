/// The frames of a stream as they come. To be iterated once.
package struct ServerSentFrameSequence: AsyncSequence, Sendable {
    package typealias Element = ServerSentFrame
    package typealias Failure = HTTPClientError

    /// Ends the call when the last reference to it goes.
    fileprivate final class Lifetime: Sendable {
        let queue: ServerSentFrameQueue
        init(_ queue: ServerSentFrameQueue) { self.queue = queue }
        deinit { queue.cancel() }
    }

    /// Reads the frames one by one.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let lifetime: Lifetime
        private var frames: ArraySlice<ServerSentFrame> = []

        fileprivate init(lifetime: Lifetime) { self.lifetime = lifetime }

        /// The next frame, or `nil` when the node has ended the stream.
        package mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(HTTPClientError) -> ServerSentFrame? {
            if frames.isEmpty { frames = try await lifetime.queue.next()[...] }
            return frames.popFirst()
        }
    }

    private let lifetime: Lifetime

    init(queue: ServerSentFrameQueue) { lifetime = Lifetime(queue) }

    /// An iterator over what has not been read.
    package func makeAsyncIterator() -> Iterator { Iterator(lifetime: lifetime) }
}
