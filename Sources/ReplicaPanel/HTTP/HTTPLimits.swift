/// What one server spends on its clients at most. Higher values serve more and larger requests; lower values keep a careless or hostile
/// program on the same machine from taking the node's memory and time.
package struct HTTPLimits: Sendable {
    /// Open connections; more wait in the kernel until one closes. Of the last eighth each takes the place of the oldest that has not
    /// delivered a whole request yet, if that is older than `graceTime`.
    package var connections = 128
    /// How long a connection may owe its request though the server is nearly full.
    package var graceTime = Duration.milliseconds(100)
    /// Streaming answers at a time; less than `connections`, so that streams never shut out ordinary requests. More get 503.
    package var streams = 96
    /// Bytes of a request target. Longer ones get 414.
    package var targetBytes = 8 << 10
    /// Bytes of all header names and values. More get 431.
    package var headerBytes = 16 << 10
    /// Number of header fields. More get 431.
    package var headerFields = 64
    /// Bytes of a request body. Larger ones get 413.
    package var bodyBytes = 1 << 20
    /// From the opening of a connection to the end of its first header. The connection is cut afterwards, however busily it drips.
    package var headerTime = Duration.seconds(5)
    /// From the end of an answer to the end of the next header on the same connection.
    package var idleTime = Duration.seconds(30)
    /// From the end of a header to the end of its body.
    package var bodyTime = Duration.seconds(20)
    /// What a handler may take. Its task is cancelled afterwards and the client gets 503.
    package var handlerTime = Duration.seconds(30)
    /// From an answer to its last byte handed to the kernel; for a streaming answer, how long a client may take nothing of it.
    package var sendTime = Duration.seconds(30)
    /// How long ``HTTPServer/stop()`` waits for answers and streams to end well before it cuts them.
    package var stopTime = Duration.milliseconds(250)

    /// The defaults.
    package init() {}
}
