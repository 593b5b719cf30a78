/// What a reader of a `text/event-stream` finds in it.
package enum ServerSentFrame: Sendable, Equatable {
    /// An event. Its id is that of the last `id:` line, also if that stood in an earlier event; `nil` if there was none yet.
    case event(ServerSentEvent)
    /// A comment line, without its colon.
    case comment(String)
    /// The server's wish how long to wait before connecting again.
    case retry(milliseconds: Int)
}
