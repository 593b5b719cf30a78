import Foundation

/// The harness: asks one question after the other and prints a table, or JSON.
///
/// Everything is measured between real processes: the harness starts itself with a role as its first argument (`NodeRole`,
/// `ReceiverRole`, `EngineRole`) and talks to those processes by lines over pipes. Each question runs its reference right
/// beside it, in turns, and what counts is the median of the ratios of the rounds: absolute times of a machine drift.
@main
struct ReplicaBenchmarks {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if let role = Role(arguments) { return try await role.run() }
            let options = try Options(arguments)
            if options.wantsHelp { return print(Options.help) }
            let run = try BenchmarkRun(options)
            defer { run.end() }
            if let directory = options.pictures { return try await Pictures(run, directory).make() }
            var measurements: [Measurement] = []
            for question in Question.allCases where options.includes(question) {
                measurements += try await question.ask(run)
            }
            print(options.isJSON ? Report.json(measurements) : Report.table(measurements))
        } catch {
            FileHandle.standardError.write(Data("ReplicaBenchmarks: \(error)\n".utf8))
            exit(error as? BenchmarkError == .usage ? 2 : 1)
        }
    }
}
