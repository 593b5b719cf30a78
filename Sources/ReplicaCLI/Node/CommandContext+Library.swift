import ReplicaCommand

extension CommandContext {
    /// Runs what the library does, with its failures in the words of the command line.
    func attempt<T>(_ work: () async throws -> T) async throws(CommandError) -> T {
        let directory = try paths().directory
        do { return try await work() } catch { throw CommandError(error, in: directory) }
    }

    /// How a command to run next is spelled: with the directory, if it is not the standard one.
    func commandLine(_ words: String) throws(CommandError) -> String {
        let paths = try paths()
        let option = paths.origin == .option ? " --dir \(ShellText.quoted(paths.directory))" : ""
        return "replica \(words)\(option)"
    }
}
