/// What a command has to work with.
package struct CommandContext: Sendable {
    /// Its options and arguments.
    package let invocation: Invocation
    /// Where its words go.
    package let output: Output
    /// What the process was given.
    package let process: ProcessContext
    /// All commands, for help.
    package let table: CommandTable

    /// The common options.
    package var globals: GlobalValues { invocation.globals }

    /// Where the node is.
    package func paths() throws(CommandError) -> NodePaths { try NodePaths(globals, process) }

    /// The way to the running node.
    package func node() throws(CommandError) -> NodeConnection { NodeConnection(paths: try paths(), globals: globals) }

    /// For questions before what cannot be taken back.
    package var question: Question { Question(output, globals, process) }

    /// The civil clock of this computer.
    package var now: Timestamp { SystemCalls.now }
}
