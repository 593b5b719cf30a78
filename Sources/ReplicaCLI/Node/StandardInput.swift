import ReplicaCommand

/// What this process is given to read.
enum StandardInput {
    /// The most that is read as one text: links and files for imports.
    static let limit = 64 << 20

    /// Returns when it ends; what comes is dropped. Ends early when the task is cancelled, leaving a thread behind that waits on.
    static func end() async {
        let signal = AsyncStream<Never>.makeStream()
        Blocking.start {
            while SystemCalls.readLine(from: 0, limit: 4_096) != nil {}
            signal.continuation.finish()
        }
        for await _ in signal.stream {}
    }

    /// Its first line without spaces around it.
    static func line() async -> String {
        await Blocking.run { SystemCalls.readLine(from: 0, limit: 65_536) ?? "" }.trimmed
    }
}

extension String {
    /// The text without spaces at its ends.
    var trimmed: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
