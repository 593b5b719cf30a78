import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Testing

/// A person at the terminal of one computer of the shop.
struct Till {
    /// The data directory.
    let directory: String
    private let replica = ReplicaProcess()

    init(_ directory: String) { self.directory = directory }

    /// Founds a shop there.
    static func founding(_ directory: String, _ words: [String] = []) async throws -> Till {
        let till = Till(directory)
        let founded = try await till.run(["init", "--name", "Corner Shop"] + words)
        try #require(founded.status == 0, "\(founded.errors)")
        return till
    }

    /// Runs a command to its end.
    func run(_ words: [String], input: String? = nil) async throws -> ReplicaProcess.Result {
        try await replica.run(words + ["--dir", directory], input: input)
    }

    /// The result of a command that must end with `exit`, as JSON.
    @discardableResult
    func json(
        _ words: [String], input: String? = nil, exit: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSON {
        let result = try await run(words + ["--json"], input: input)
        #expect(
            result.status == exit, "\(words.joined(separator: " ")): \(result.output)\(result.errors)",
            sourceLocation: sourceLocation)
        return try JSON.decode(result.output)
    }

    /// The error object of a command that must fail.
    func failure(
        _ words: [String], exit: ReplicaCommand.ExitStatus, input: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSON {
        let answer = try await json(words, input: input, exit: exit.rawValue, sourceLocation: sourceLocation)
        let error = try #require(answer["error"], "\(answer)", sourceLocation: sourceLocation)
        #expect(error["exit"] == .integer(Int64(exit.rawValue)), sourceLocation: sourceLocation)
        #expect(error["message"]?.stringValue?.isEmpty == false, sourceLocation: sourceLocation)
        return error
    }

    /// Lets another computer in, through the running node here.
    func invite(_ directory: String, _ words: [String] = [], joining: [String] = []) async throws -> Till {
        let link = try #require(try await json(["invite"] + words)["link"]?.stringValue)
        let joined = try await Till(directory).json(["join", "-"] + joining, input: link + "\n")
        #expect(joined.objectValue?.keys == ["id", "role", "series", "received"])
        return Till(directory)
    }

    /// The way to the running node, as the commands have it.
    func connection(timeout: Duration = .seconds(10)) throws -> NodeConnection {
        var globals = GlobalValues()
        globals.dir = directory
        globals.timeout = timeout
        return NodeConnection(paths: try NodePaths(globals, ProcessContext(words: [])), globals: globals)
    }
}
