import Foundation
import ReplicaCommand
import ReplicaPanel

/// A node in a process of its own: `replica run`, started by this one and ended with it.
///
/// The child watches its standard input: should this process die without a word, the pipe ends, and the child stops.
final class ChildNode {
    /// Its data directory.
    let directory: String
    private let process = Process()
    private let input = Pipe()

    /// How often it is looked whether it answers.
    private static let pause = Duration.milliseconds(20)
    /// How long it may take to answer, and to stop.
    private static let startTime = Duration.seconds(20)
    private static let stopTime = Duration.seconds(3)

    /// Starts the node of a directory; its log goes to a file beside it.
    init(directory: String, words: [String]) throws(CommandError) {
        self.directory = directory
        let log = directory + ".log"
        guard FileManager.default.createFile(atPath: log, contents: nil),
            let output = FileHandle(forWritingAtPath: log), let program = Bundle.main.executableURL
        else {
            throw .failure(
                "demo.log", .failed, "\(quoted(log)) can't be written.", hint: "Choose another `--dir PATH`.")
        }
        process.executableURL = program
        process.arguments = ["run", "--dir", directory, "--until-eof"] + words
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        do { try process.run() } catch {
            throw .failure(
                "demo.start", .failed, "A node could not be started: \(error.localizedDescription).",
                hint: "The system may have too many processes. See \(log).")
        }
    }

    /// Its process.
    var processID: Int32 { process.processIdentifier }

    /// Whether it has not ended.
    var isRunning: Bool { process.isRunning }

    /// The way to it.
    func connection(_ context: CommandContext) throws(CommandError) -> NodeConnection {
        var globals = context.globals
        globals.dir = directory
        globals.socket = nil
        return NodeConnection(paths: try NodePaths(globals, context.process), globals: globals)
    }

    /// Waits until it answers and can be reached by others, and returns its status.
    func status(_ context: CommandContext) async throws(CommandError) -> JSON {
        let deadline = ContinuousClock.now + Self.startTime
        while isRunning, ContinuousClock.now < deadline, !Task.isCancelled {
            do throws(CommandError) {
                let status = try await connection(context).get(["api", "status"])
                if status["port"]?.integerValue != nil { return status }
            } catch {
                guard case .failure(let failure) = error, failure.exit == .unreachable else { throw error }
            }
            try? await Task.sleep(for: Self.pause)
        }
        if Task.isCancelled { throw .interrupted }
        throw .failure(
            "demo.start", .failed, "The node of \(directory) did not start.", hint: "See \(directory).log.")
    }

    /// Stops it, by force if it does not stop by itself.
    func stop() async {
        try? input.fileHandleForWriting.close()
        let deadline = ContinuousClock.now + Self.stopTime
        while isRunning, ContinuousClock.now < deadline { await Self.rest() }
        if isRunning { kill(processID, SIGKILL) }
    }

    /// Rests also in a task that was cancelled.
    private static func rest() async { await Task.detached { try? await Task.sleep(for: pause) }.value }
}
