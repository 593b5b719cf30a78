import Foundation
import Synchronization

/// A process with everything that it starts, in a process group of its own, and with a directory of its own.
///
/// A shell stands guard and reads its standard input: once that ends, because it was told to or because this process died in whatever
/// way, it ends the group and removes the directory. So nothing is left of a test that failed or was killed.
final class GuardedProcess: Sendable {
    private let process = Process()
    private let input = Pipe()
    private let written = Mutex<[UInt8]>([])
    /// The directory, which is the process's home.
    let directory: String

    /// With `set -m` the job gets a process group; the directory is `$0`. Signals that a terminal sends to everybody don't end the
    /// guard before its work is done, nor does it write to whom is gone.
    private static let guardScript = """
        trap : INT TERM HUP
        set -m
        { "$@"; echo "\(ended)"; } < /dev/null &
        cat
        exec > /dev/null 2>&1
        kill -TERM -- -$!
        for n in 1 2 3 4 5; do kill -0 -- -$! && sleep 0.05; done
        kill -KILL -- -$!
        wait
        rm -rf -- "$0" || { sleep 0.2; rm -rf -- "$0"; }
        """
    private static let ended = "replica-guard: the program ended"
    private static let outputBytes = 1 << 20

    /// Starts a program. `arguments` get the directory.
    init(_ program: String, environment: [String: String] = [:], arguments: (String) -> [String]) throws(BrowserError) {
        directory = "/tmp/rb-" + UUID().uuidString.prefix(8)
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", Self.guardScript, directory, program] + arguments(directory)
            process.environment = Self.environment(directory).merging(environment) { $1 }
            process.standardInput = input
            let output = Pipe()
            process.standardOutput = output
            process.standardError = output
            try process.run()
            try output.fileHandleForWriting.close()
            let handle = output.fileHandleForReading
            Thread.detachNewThread { [weak self] in
                while case let data = handle.availableData, !data.isEmpty {
                    self?.written.withLock { if $0.count < Self.outputBytes { $0 += data } }
                }
            }
        } catch {
            throw .notStarted("\(error)")
        }
    }

    deinit { try? input.fileHandleForWriting.close() }

    private static func environment(_ home: String) -> [String: String] {
        [
            "HOME": home, "XDG_RUNTIME_DIR": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home, "TMPDIR": home,
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "NO_AT_BRIDGE": "1",
        ]
    }

    /// What it wrote so far, up to a mebibyte.
    var output: String { written.withLock { String(decoding: $0, as: UTF8.self) } }

    /// Waits until something can be made of what it does.
    func wait<Value>(
        for what: String, within limit: Duration = .seconds(30), _ find: () async throws(BrowserError) -> Value?
    ) async throws(BrowserError) -> Value {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let value = try await find() { return value }
            if output.contains(Self.ended) { break }
            do { try await Task.sleep(for: .milliseconds(10)) } catch { throw .notStarted("cancelled") }
        }
        throw .notStarted("\(what): \(output.suffix(2_000))")
    }

    /// Ends everything, and waits for that.
    func end() async {
        try? input.fileHandleForWriting.close()
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [process] in
                process.waitUntilExit()
                continuation.resume()
            }
        }
    }
}
