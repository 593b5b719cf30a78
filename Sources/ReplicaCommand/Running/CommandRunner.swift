import ReplicaPanel

/// From the words of a command line to the exit status: parses, runs, reports.
package struct CommandRunner: Sendable {
    private let table: CommandTable
    private let commands: [Command]

    /// A runner for these commands.
    package init(commands: [Command], groups: [CommandGroup]) {
        table = CommandTable(commands: commands.map(\.specification), groups: groups)
        self.commands = commands
    }

    /// Runs the command line of a process. Writes to its standard output and standard error; does not return if a signal ended it.
    package func run(_ process: ProcessContext) async -> ExitStatus {
        SystemCalls.ignoreBrokenPipes()
        SystemCalls.unblockSignals()
        var globals = GlobalValues()
        globals.format = .requested(in: process.words)
        globals.color = .requested(in: process.words)
        var output = Output(globals, process)
        var invocation: Invocation?
        do throws(CommandError) {
            let request = try CommandLineParser(table: table).parse(process.words)
            if case .run(let found) = request {
                invocation = found
                output = Output(found.globals, process)
            }
            let status = try await answer(request, output, process)
            try output.flush()
            return status
        } catch {
            return end(invocation.map { FailureAdvice($0, process).completing(error) } ?? error, output)
        }
    }

    private func answer(
        _ request: CommandLineParser.Request, _ output: Output, _ process: ProcessContext
    ) async throws(CommandError) -> ExitStatus {
        switch request {
        case .help(let node):
            try output.present(Presentation(help: node, in: table))
            return .done
        case .version:
            try output.present(.version)
            return .done
        case .run(let invocation):
            guard let command = commands.first(where: { $0.specification == invocation.command }) else {
                preconditionFailure("`\(invocation.command.name)` is in the table, but not among the commands")
            }
            let context = CommandContext(invocation: invocation, output: output, process: process, table: table)
            switch command.signals {
            case .ends: return try await command.body(context)
            case .cancels:
                return try await SignalWatcher.run { () async throws(CommandError) in try await command.body(context) }
            }
        }
    }

    private func end(_ error: CommandError, _ output: Output) -> ExitStatus {
        switch error {
        case .failure(let failure):
            try? output.report(failure)
            return failure.exit
        case .interrupted: return .interrupted
        case .readerGone: return .done
        }
    }
}

extension Presentation {
    /// A help text.
    package init(help node: CommandTable.Node, in table: CommandTable) {
        let help = HelpText(table: table)
        self.init(
            json: help.json(for: node), plain: help.lines(for: node).map { [$0.plainText] },
            human: { _ in help.lines(for: node) })
    }

    /// The version of the program.
    static let version = Presentation(
        json: ["name": "replica", "version": .string(ProgramVersion.current)], plain: [[ProgramVersion.current]],
        human: { _ in ["replica \(ProgramVersion.current)"] })
}
