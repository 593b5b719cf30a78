import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Testing

/// The built program, as a shell runs it.
@Suite struct ProgramTests {
    private let replica = ReplicaProcess()

    @Test func `without words it shows its help and is content`() async throws {
        let result = try await replica.run([])
        #expect(result.status == 0)
        #expect(result.output.contains("Usage: replica COMMAND"))
        #expect(result.errors == "")
    }

    @Test(arguments: [["--help"], ["help"], ["-h"], ["--json", "--plain", "-h"]])
    func `help goes to standard output`(words: [String]) async throws {
        let result = try await replica.run(words)
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(!result.output.isEmpty)
    }

    @Test(arguments: [["help", "paths"], ["paths", "--help"], ["--help", "paths"]])
    func `the help of a command is found by each way`(words: [String]) async throws {
        let result = try await replica.run(words)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("Show where the node keeps its data\n"))
        #expect(result.output.contains("Exit status:"))
    }

    @Test func `the version is one line, or an object`() async throws {
        let text = try await replica.run(["--version"])
        #expect(text.output == "replica \(ProgramVersion.current)\n")
        let json = try await replica.run(["--version", "--json"])
        #expect(try JSON.decode(json.output)["version"] == .string(ProgramVersion.current))
    }

    @Test func `a mistyped command is told what was meant`() async throws {
        let result = try await replica.run(["paht"])
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors == "error: `replica` has no command \"paht\".\nhint: Did you mean `replica paths`?\n")
    }

    @Test func `help on a mistyped command is told what was meant`() async throws {
        let result = try await replica.run(["help", "pats"])
        #expect(result.status == 2)
        #expect(result.errors.contains("Did you mean `replica help paths`?"))
    }

    @Test(arguments: [
        ["paths", "--jsno"], ["paths", "--dir"], ["paths", "more"], ["paths", "-n"], ["paths", "--color", "red"],
    ])
    func `a wrong command line ends with 2 and says so on standard error`(words: [String]) async throws {
        let result = try await replica.run(words)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("error: "))
        #expect(result.errors.contains("\nhint: "))
    }

    @Test(arguments: ["--json", "--jsonl"])
    func `asked for JSON, an error is one object on standard output`(form: String) async throws {
        let result = try await replica.run(["nonsense", form])
        #expect(result.status == 2)
        #expect(result.errors == "")
        let error = try #require(try JSON.decode(result.output)["error"])
        #expect(error["code"] == "usage.command.unknown")
        #expect(error["exit"] == 2)
        #expect(error["message"]?.stringValue?.isEmpty == false)
        #expect(error["hint"]?.stringValue?.isEmpty == false)
    }

    @Test func `the paths follow option, environment and default, in this order`() async throws {
        var replica = replica
        func paths(_ words: [String] = []) async throws -> JSON {
            try JSON.decode(try await replica.run(["paths", "--json"] + words).output)
        }
        #expect(try await paths()["data"] == "/home/somebody/.local/share/replica")
        replica.environment["XDG_DATA_HOME"] = "/data"
        #expect(try await paths()["data"] == "/data/replica")
        replica.environment["REPLICA_DIR"] = "/shop"
        #expect(try await paths()["origin"] == "REPLICA_DIR")
        let chosen = try await paths(["--dir", "/till"])
        #expect(chosen == ["data": "/till", "socket": "/till/replica.sock", "origin": "--dir"])
    }

    @Test func `without any directory it says what to do`() async throws {
        var replica = replica
        replica.environment["HOME"] = nil
        let result = try await replica.run(["paths"])
        #expect(result.status == 2)
        #expect(result.errors.contains("--dir PATH"))
    }

    @Test func `into a file there is no colour unless it is asked for`() async throws {
        #expect(!(try await replica.run(["paths"])).output.contains("\u{1B}"))
        #expect(try await replica.run(["paths", "--color", "always"]).output.contains("\u{1B}[2m"))
        let error = try await replica.run(["nonsense", "--color=always"])
        #expect(error.errors.hasPrefix("\u{1B}[31merror:\u{1B}[0m "))
    }

    @Test(arguments: [
        (["TERM": "xterm"], [], true), (["TERM": "xterm", "NO_COLOR": "1"], [], false),
        (["TERM": "xterm", "NO_COLOR": ""], [], true), (["TERM": "dumb"], [], false), ([:], [], false),
        (["TERM": "xterm"], ["--color", "never"], false), (["TERM": "dumb"], ["--color", "always"], true),
    ])
    func `on a terminal colours follow NO_COLOR, TERM and the option`(
        variables: [String: String], words: [String], hasColors: Bool
    ) async throws {
        var replica = replica
        replica.environment.merge(variables) { $1 }
        let result = try await replica.runOnTerminal(["paths"] + words)
        #expect(result.status == 0)
        #expect(result.output.contains("\u{1B}[") == hasColors)
    }

    @Test func `JSON is laid out on a terminal and one line elsewhere`() async throws {
        let terminal = try await replica.runOnTerminal(["paths", "--json"]).output
        let file = try await replica.run(["paths", "--json"]).output
        #expect(terminal.split(separator: "\r\n").count == 5)
        #expect(file.split(separator: "\n").count == 1)
        #expect(try JSON.decode(terminal) == JSON.decode(file))
    }

    @Test func `a hostile name does not reach the terminal as a control sequence`() async throws {
        let name = "/\u{1B}[2Jtill\u{202E}\u{9B}31m\n2"
        let human = try await replica.runOnTerminal(["paths", "--dir", name]).output
        #expect(human.contains("/\\u{1B}[2Jtill\\u{202E}\\u{9B}31m\\n2"))
        let json = try await replica.runOnTerminal(["paths", "--dir", name, "--json"]).output
        #expect(json.unicodeScalars.allSatisfy { $0.isASCII && ($0 == "\r" || $0 == "\n" || $0.value >= 0x20) })
        #expect(try JSON.decode(json)["data"] == .string(name))
    }

    @Test func `plain fields keep one record on one line`() async throws {
        let result = try await replica.run(["paths", "--plain", "--dir", "/a\tb\nc\\d"])
        #expect(result.output.hasPrefix("data\t/a\\tb\\nc\\\\d\nsocket\t"))
    }

    @Test func `a reader that has gone ends it quietly`() async throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let result = try await replica.run(["--help"], output: pipe.fileHandleForWriting)
        #expect(result.status == 0)
        #expect(!result.endedBySignal)
        #expect(result.errors == "")
    }

    #if os(Linux)
        @Test func `a result that cannot be written is a failure`() async throws {
            let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
            let result = try await replica.run(["paths"], output: full)
            #expect(result.status == 1)
            #expect(result.errors.contains("could not be written: No space left on device"))
        }
    #endif

    @Test func `its help as JSON names every option and exit status`() async throws {
        let result = try await replica.run(["help", "paths", "--json"])
        let help = try JSON.decode(result.output)
        #expect(help["name"] == "replica paths")
        #expect(help["exits"] == [0, 2])
        let names = help["options"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
        #expect(names.contains("dir") && names.contains("help") && !names.contains("dry-run"))
    }
}
