/// What a client accepts. Values beyond end the call with an error.
package struct HTTPClientLimits: Sendable {
    /// Bytes of the whole head of an answer.
    package var headBytes = 64 << 10
    /// Bytes of a body that is collected.
    package var bodyBytes = 64 << 20
    /// Bytes of one line, and of the data of one event, in a stream.
    package var eventBytes = ServerSentEventParser.defaultMaximumBytes
    /// Events that wait for the reader of an asynchronous stream; beyond that the connection is not read, and the node slows down.
    package var queuedFrames = 256

    /// The defaults.
    package init() {}
}
