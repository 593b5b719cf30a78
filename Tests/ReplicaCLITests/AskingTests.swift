import Foundation
import ReplicaCommand
import Testing

/// What is only for a person at a terminal.
@Suite struct AskingTests {
    /// Runs `work` with an output whose messages go to a file, as if that were a terminal or not.
    private func messages(
        onTerminal: Bool, _ globals: GlobalValues = GlobalValues(), _ work: (Output, ProcessContext) throws -> Void
    ) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "replica-messages-" + UUID().uuidString)
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: file) }
        let handle = try FileHandle(forWritingTo: file)
        let process = ProcessContext(
            words: [], variables: ["TERM": "xterm"], inputIsTerminal: onTerminal, errorsAreTerminal: onTerminal)
        try work(Output(globals, process, results: 1, messages: handle.fileDescriptor), process)
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test func `progress is shown on a terminal, at most ten times a second, and wiped`() throws {
        let text = try messages(onTerminal: true) { output, _ in
            let progress = output.progress()
            for row in 1...1_000 { progress.show("\(row) rows") }
            progress.clear()
        }
        #expect(text.hasPrefix("\r\u{1B}[K1 rows"))
        #expect(text.hasSuffix("\r\u{1B}[K"))
        #expect(text.count { $0 == "\r" } < 1_000)
    }

    @Test func `progress is silent without a terminal, with quiet and with JSON`() throws {
        var quiet = GlobalValues()
        quiet.isQuiet = true
        var json = GlobalValues()
        json.format = .json
        for (onTerminal, globals) in [(false, GlobalValues()), (true, quiet), (true, json)] {
            let text = try messages(onTerminal: onTerminal, globals) { output, _ in
                let progress = output.progress()
                progress.show("1 row")
                progress.clear()
            }
            #expect(text == "")
        }
    }

    @Test func `where nobody can be asked the option that answers is named`() throws {
        var silent = GlobalValues()
        silent.forbidsInput = true
        for (onTerminal, globals) in [(false, GlobalValues()), (true, silent)] {
            let text = try messages(onTerminal: onTerminal, globals) { output, process in
                let question = Question(output, globals, process)
                do throws(CommandError) {
                    _ = try question.isConfirmed("Revoke Till 2?", orGive: "--confirm NAME")
                    Issue.record("nobody was there to confirm")
                } catch {
                    guard case .failure(let failure) = error else { throw error }
                    #expect(failure.exit == .usage)
                    #expect(failure.hint.contains("--confirm NAME"))
                }
            }
            #expect(text == "")
        }
    }
}
