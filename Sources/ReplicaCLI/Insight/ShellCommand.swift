import Foundation

/// A command line of the user's, run by the shell.
enum ShellCommand {
    /// Runs it with this on its standard input; returns its exit status.
    static func run(_ line: String, input: [UInt8]) async -> Int32 {
        await Blocking.run {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", line]
            let pipe = Pipe()
            process.standardInput = pipe
            do { try process.run() } catch { return 127 }
            // A command that does not read ends the pipe, which is no failure: SIGPIPE is ignored.
            try? pipe.fileHandleForWriting.write(contentsOf: input)
            try? pipe.fileHandleForWriting.close()
            process.waitUntilExit()
            return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        }
    }
}
