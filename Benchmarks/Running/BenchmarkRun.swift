import Foundation

/// One run: its options, its directory, its processes. Everything is gone when it ends, also after an interruption.
final class BenchmarkRun {
    let options: Options
    private let scratch: String
    private var children: [ChildProcess] = []
    private var interruptions: [any DispatchSourceSignal] = []
    private var lastNumber = 0

    init(_ options: Options) throws {
        self.options = options
        let base = options.directory ?? FileManager.default.temporaryDirectory.path
        scratch = base + "/replica-benchmark-\(getpid())"
        try FileManager.default.createDirectory(
            atPath: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // The children end by themselves when their input does.
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [scratch] in
                try? FileManager.default.removeItem(atPath: scratch)
                exit(128 + number)
            }
            source.resume()
            interruptions.append(source)
        }
    }

    /// How many samples to take.
    func samples(_ full: Int, quick: Int) -> Int { options.isQuick ? quick : full }

    /// A path for a new directory or file of this run.
    func newPath() -> String {
        lastNumber += 1
        return "\(scratch)/\(lastNumber)"
    }

    /// Starts a process of this program in a role.
    func start(_ role: String...) throws -> ChildProcess {
        let child = try ChildProcess(role)
        children.append(child)
        return child
    }

    /// Ends the processes that were started, and removes what they wrote.
    func endChildren() {
        for child in children { child.end() }
        children = []
    }

    /// Tells a person what is going on.
    func progress(_ text: String) {
        if isatty(2) == 1 { FileHandle.standardError.write(Data("  \(text)\n".utf8)) }
    }

    /// Ends everything.
    func end() {
        endChildren()
        try? FileManager.default.removeItem(atPath: scratch)
    }
}
