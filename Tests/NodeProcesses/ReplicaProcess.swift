package import Foundation

/// The `replica` command that was built with these tests, run as its users run it.
package struct ReplicaProcess: Sendable {
    /// What a run left behind.
    package struct Result: Sendable {
        /// Its exit status, or the number of the signal that ended it.
        package let status: Int32
        /// Whether a signal ended it.
        package let endedBySignal: Bool
        /// What it wrote to standard output.
        package var output: String
        /// What it wrote to standard error.
        package let errors: String
    }

    private struct NotFound: Error {}

    /// One with an environment of somebody.
    package init() {}

    /// The variables of the environment; nothing is inherited.
    package var environment = ["HOME": "/home/somebody", "PATH": "/usr/bin:/bin"]

    /// The binary beside the test bundle.
    package static func url() throws -> URL {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        var directory = URL(fileURLWithPath: bundle).resolvingSymlinksInPath()
        while directory.path != "/" {
            directory.deleteLastPathComponent()
            let candidate = directory.appendingPathComponent("replica")
            if (try? candidate.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true { return candidate }
        }
        throw NotFound()
    }

    /// Runs to the end. The results go to files, or where `output` says, which is closed.
    package func run(_ words: [String], input: String? = nil, output: FileHandle? = nil) async throws -> Result {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "replica-cli-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let outputFile = directory.appendingPathComponent("output")
        let errorFile = directory.appendingPathComponent("errors")
        for file in [outputFile, errorFile] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }

        let process = Process()
        process.executableURL = try Self.url()
        process.arguments = words
        process.environment = environment
        process.standardInput = try Self.file(of: input, in: directory) ?? FileHandle.nullDevice
        process.standardOutput = try output ?? FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
                // The end of a terminal or pipe is only seen once this copy is closed, too.
                try output?.close()
            } catch { continuation.resume(throwing: error) }
        }
        return Result(
            status: process.terminationStatus, endedBySignal: process.terminationReason == .uncaughtSignal,
            output: try String(contentsOf: outputFile, encoding: .utf8),
            errors: try String(contentsOf: errorFile, encoding: .utf8))
    }

    /// A file with what the process reads.
    private static func file(of input: String?, in directory: URL) throws -> FileHandle? {
        guard let input else { return nil }
        let file = directory.appendingPathComponent("input")
        try Data(input.utf8).write(to: file)
        return try FileHandle(forReadingFrom: file)
    }
}
