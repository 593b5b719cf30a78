/// Asks the person at the terminal before something that cannot be taken back.
package struct Question: Sendable {
    private let output: Output
    private let mayAsk: Bool

    /// A question on the terminal of a process; never asked with `--no-input`, for JSON, or without a terminal to answer at.
    package init(_ output: Output, _ globals: GlobalValues, _ process: ProcessContext) {
        self.output = output
        mayAsk =
            process.inputIsTerminal && process.errorsAreTerminal && !globals.forbidsInput && globals.format == .human
    }

    /// Waits for `y` or `yes`. Blocks its thread, as a person is slow and nothing else goes on.
    /// - Throws: a usage error naming `option`, which answers the question beforehand, if nobody can be asked.
    package func isConfirmed(_ text: String, orGive option: String) throws(CommandError) -> Bool {
        guard mayAsk else {
            throw .usage(
                "confirmation.missing", "This needs a confirmation, and nobody can be asked: \(text)",
                hint: "Give `\(option)`.")
        }
        try output.message("\(text, .strong) [y/N]")
        let answer = SystemCalls.readLine(from: 0, limit: 80)?.lowercased()
        return answer == "y" || answer == "yes"
    }
}
