import Foundation

/// A process of this program in a role: a line goes in, a line comes out.
final class ChildProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread = Data()
    /// How long to wait for a line; nothing that is asked takes longer.
    private static let patienceMilliseconds: Int32 = 150_000

    init(_ role: [String]) throws {
        process.executableURL = Self.program
        process.arguments = ["--role"] + role
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    private static var program: URL {
        #if os(Linux)
            URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        #else
            Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        #endif
    }

    /// Says a line without waiting for an answer.
    func tell(_ line: String) { input.fileHandleForWriting.write(Data((line + "\n").utf8)) }

    /// Says a line; returns the words of the answer. An answer that begins with `error` is thrown.
    @discardableResult
    func ask(_ line: String) throws(BenchmarkError) -> [String] {
        tell(line)
        return try answer()
    }

    /// Waits for a line.
    func answer() throws(BenchmarkError) -> [String] {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread = Data(unread[unread.index(after: end)...])
                if line.hasPrefix("error") { throw .child(line) }
                return line.split(separator: " ").map(String.init)
            }
            var waiting = [
                pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            ]
            guard unsafe poll(&waiting, 1, Self.patienceMilliseconds) > 0 else { throw .child("it does not answer") }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw .child("it ended before it answered") }
            unread.append(more)
        }
    }

    /// Asks for one number.
    func number(_ line: String) throws -> Double {
        guard let word = try ask(line).first, let number = Double(word) else {
            throw BenchmarkError.child("no number for “\(line)”")
        }
        return number
    }

    /// Asks for numbers.
    func numbers(_ line: String) throws -> [Double] {
        try ask(line).map { word in
            guard let number = Double(word) else { throw BenchmarkError.child("no number: \(word)") }
            return number
        }
    }

    /// Ends it without a word.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Closes its input, which ends it, and waits for that.
    func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
