import ReplicaCommand

/// A file that a command reads whole.
enum InputFile {
    /// The most bytes of it.
    static let limit = 64 << 20

    /// Reads a file; `-` is standard input.
    static func read(_ path: String) async throws(CommandError) -> [UInt8] {
        let outcome = await Blocking.run { SystemCalls.readFile(path == "-" ? nil : path, limit: limit) }
        switch outcome {
        case .success(let bytes): return bytes
        case .failure(.tooLarge):
            throw .usage(
                "file.large", "\(quoted(path)) is larger than \(limit >> 20) MiB, the most that is read at once.",
                hint: "Split it; each part with its own heading.")
        case .failure(.system(let message)):
            throw .usage(
                "file.unreadable", "\(quoted(path)) can't be read: \(message).", hint: "See whether its name is right.")
        }
    }
}
