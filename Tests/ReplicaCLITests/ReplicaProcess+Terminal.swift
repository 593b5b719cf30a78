import NodeProcesses

extension ReplicaProcess {
    /// Runs with standard output on a terminal of `columns` columns; the output is what the terminal got, with its line ends.
    func runOnTerminal(_ words: [String], columns: UInt16 = 80) async throws -> Result {
        let terminal = try PseudoTerminal(columns: columns)
        let received = terminal.readToEnd()
        var result = try await run(words, output: terminal.releaseUserSide())
        result.output = await received.value
        return result
    }
}
