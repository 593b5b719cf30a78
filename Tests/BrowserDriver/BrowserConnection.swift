import ReplicaPanel

/// The way to a browser: what it is told, and what it answers.
protocol BrowserConnection: Sendable {
    /// Sends a command and waits for its answer.
    func send(_ command: BrowserCommand) async throws(BrowserError) -> JSON
    /// Sends something that only this engine knows: by a path below the session, or by its name.
    func send(_ name: String, _ parameters: JSON) async throws(BrowserError) -> JSON
}
