import Foundation
import Synchronization

/// A long-running `replica` in a process of its own, with what it writes to standard output.
///
/// It is ended by its number, with SIGKILL if nothing else is asked for; and should the tests die, the pipe to its standard input ends,
/// and so does a node that was started with `--until-eof`.
package final class NodeProcess: Sendable {
    private let process: Process
    private let input = Pipe()
    private let received = Mutex<[UInt8]>([])
    private let status: Task<Int32, Never>

    /// Its number.
    package var processID: Int32 { process.processIdentifier }

    /// Starts `replica` with these words.
    package init(_ words: [String]) throws {
        process = Process()
        process.executableURL = try ReplicaProcess.url()
        process.arguments = words
        process.environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        let ends = AsyncStream<Int32>.makeStream()
        process.terminationHandler = { process in
            let isSignal = process.terminationReason == .uncaughtSignal
            ends.continuation.yield(isSignal ? -process.terminationStatus : process.terminationStatus)
            ends.continuation.finish()
        }
        status = Task {
            for await status in ends.stream { return status }
            return .min
        }
        try process.run()
        try output.fileHandleForWriting.close()
        let handle = output.fileHandleForReading
        Thread.detachNewThread { [weak self] in
            // Each piece as it comes: `read(upToCount:)` would wait for so many.
            while case let data = handle.availableData, !data.isEmpty { self?.received.withLock { $0 += data } }
        }
    }

    /// Runs a node on loopback, not to be found by others, at a port that the system chooses if none is said.
    package static func node(_ directory: String, _ words: [String] = [], port: Int64 = 0) async throws -> NodeProcess {
        let process = try NodeProcess(
            ["run", "--dir", directory, "--no-discovery", "--listen", "127.0.0.1:\(port)", "--until-eof"] + words)
        try await eventually("the node of \(directory) starts") {
            if !process.isRunning { throw Ended(output: process.output) }
            return process.output.contains("node.started")
        }
        return process
    }

    /// It ended by itself.
    package struct Ended: Error {
        /// What it had written.
        package let output: String
    }

    /// What it has written so far, whole lines.
    package var lines: [Substring] { output.split(separator: "\n") }

    /// What it has written so far.
    package var output: String { received.withLock { String(decoding: $0, as: UTF8.self) } }

    /// Whether it has not ended.
    package var isRunning: Bool { process.isRunning }

    /// Ends it by a signal, by default the one that nothing can catch. Returns its exit status; of a signal, the negative number.
    @discardableResult
    package func end(_ signal: Int32 = SIGKILL) async -> Int32 {
        if process.isRunning { kill(process.processIdentifier, signal) }
        return await status.value
    }

    /// Ends its standard input, and waits for it to end.
    package func endInput() async -> Int32 {
        try? input.fileHandleForWriting.close()
        return await status.value
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}
