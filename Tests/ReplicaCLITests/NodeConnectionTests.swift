import Foundation
import ReplicaCommand
import ReplicaPanel
import Testing

/// The connection against real servers on Unix sockets.
@Suite struct NodeConnectionTests {
    /// A directory of one test, with a server at its socket if it has a handler.
    private final class Place {
        let paths: NodePaths
        private let server: HTTPServer?

        init(_ handler: (@Sendable (HTTPRequest) async -> HTTPResponse)? = nil, makesDirectory: Bool = true) throws {
            let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
                "replica-" + UUID().uuidString.prefix(8))
            if makesDirectory {
                try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            }
            var globals = GlobalValues()
            globals.dir = directory.path
            paths = try NodePaths(globals, ProcessContext(words: []))
            let socket = paths.socket
            server = try handler.map { try HTTPServer(endpoint: .unix(path: socket), handler: $0) }
        }

        func connection(timeout: Duration = .seconds(10)) -> NodeConnection {
            NodeConnection(paths: paths, timeout: timeout)
        }

        deinit {
            server?.stop()
            try? FileManager.default.removeItem(atPath: paths.directory)
        }
    }

    private func failure(_ work: () async throws(CommandError) -> Void) async -> CommandError.Failure? {
        do throws(CommandError) {
            try await work()
        } catch {
            if case .failure(let failure) = error { return failure }
        }
        return nil
    }

    @Test func `a question is escaped on its way and answered`() async throws {
        let place = try Place { request in
            .json([
                "path": .array(request.target.segments.map(JSON.string)),
                "where": request.query("where").map(JSON.string) ?? .null,
            ])
        }
        let json = try await place.connection().get(
            ["api", "bill", "a/b c"], query: [HTTPQueryItem(name: "where", value: "total > 5 && é")])
        #expect(json == ["path": ["api", "bill", "a/b c"], "where": "total > 5 && é"])
    }

    @Test func `a change carries its body and the key under which it is done once`() async throws {
        let place = try Place { request in
            .json([
                "method": .string(request.method), "body": .string(String(decoding: request.body, as: UTF8.self)),
                "key": request.headers["Idempotency-Key"].map(JSON.string) ?? .null,
            ])
        }
        let json = try await place.connection().change(
            ["api", "x"], method: "PATCH", json: ["a": 1], operation: "k7")
        #expect(json == ["method": "PATCH", "body": "{\"a\":1}", "key": "k7"])
    }

    @Test func `without a directory it says how to found or join a shop`() async throws {
        let place = try Place(makesDirectory: false)
        let failure = try #require(
            await failure { () throws(CommandError) in _ = try await place.connection().get(["x"]) })
        #expect(failure.exit == .unreachable)
        #expect(failure.code == "node.missing")
        #expect(failure.hint.contains("replica init --dir \(place.paths.directory)"))
    }

    @Test func `a node that is not running is to be started, with the directory`() async throws {
        let place = try Place()
        let empty = try #require(
            await failure { () throws(CommandError) in _ = try await place.connection().get(["x"]) })
        #expect(empty.code == "node.missing", "an empty directory holds no node")
        let file = "\(place.paths.directory)/\(NodePaths.fileName)"
        #expect(FileManager.default.createFile(atPath: file, contents: nil))
        let failure = try #require(
            await failure { () throws(CommandError) in _ = try await place.connection().get(["x"]) })
        #expect(failure.exit == .unreachable)
        #expect(failure.message == "The node of \(place.paths.directory) is not running.")
        #expect(failure.hint == "Start it with `replica run --dir \(place.paths.directory)`.")
    }

    @Test func `a path too long for a socket is told with a way out`() async throws {
        var globals = GlobalValues()
        globals.dir = "/tmp/" + String(repeating: "long/", count: 40)
        let paths = try NodePaths(globals, ProcessContext(words: []))
        let failure = try #require(
            await failure { () throws(CommandError) in
                _ = try await NodeConnection(paths: paths, timeout: .seconds(1)).get(["x"])
            })
        #expect(failure.exit == .usage)
        #expect(failure.hint.contains("--socket"))
    }

    @Test func `a node that does not answer in time is told apart, and a change is in doubt`() async throws {
        let place = try Place { _ in
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
            return .json(.null)
        }
        let connection = place.connection(timeout: .milliseconds(50))
        let question = try #require(await failure { () throws(CommandError) in _ = try await connection.get(["x"]) })
        #expect(question.code == "node.timeout" && question.exit == .unreachable)
        #expect(question.message.contains("within 50ms"))
        let change = try #require(await failure { () throws(CommandError) in _ = try await connection.change([]) })
        #expect(change.message.contains("not known"))
        #expect(!question.message.contains("not known"))
    }

    @Test func `a call that is cancelled is interrupted`() async throws {
        let place = try Place { _ in
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
            return .json(.null)
        }
        let connection = place.connection()
        let task = Task<CommandError?, Never> {
            do throws(CommandError) { _ = try await connection.get(["x"]) } catch { return error }
            return nil
        }
        task.cancel()
        #expect(await task.value == .interrupted)
    }

    @Test func `a stream is followed from where it was left, until it has been enough`() async throws {
        let place = try Place { request in
            let stream = HTTPStream()
            let first = request.headers["Last-Event-ID"].flatMap { Int($0) } ?? 0
            for number in (first + 1)...(first + 5) {
                _ = stream.trySend(ServerSentEvent(id: String(number), name: "mutation", data: "{}").encoded())
            }
            return .events(stream)
        }
        var ids: [String?] = []
        try await place.connection().follow(["api", "feed"], after: "41") { (event) throws(CommandError) in
            ids.append(event.id)
            return ids.count < 3
        }
        #expect(ids == ["42", "43", "44"])
    }

    @Test func `a stream that is refused or ends by itself is an error`() async throws {
        let refusing = try Place { _ in HTTPFailure(.forbidden, code: "feed.scope", "Not yours.").response }
        let refused = await failure { () throws(CommandError) in
            try await refusing.connection().follow(["api", "feed"]) { (_) throws(CommandError) in true }
        }
        #expect(refused == .init(code: "feed.scope", exit: .notPermitted, message: "Not yours."))
        let ending = try Place { _ in
            let stream = HTTPStream()
            stream.finish()
            return .events(stream)
        }
        let ended = await failure { () throws(CommandError) in
            try await ending.connection().follow(["api", "feed"]) { (_) throws(CommandError) in true }
        }
        #expect(ended?.code == "node.connection.lost")
    }

    @Test(arguments: [
        (
            422, #"{"error":{"code":"bill.void.paid","exit":4,"message":"It is paid.","hint":"Credit it."}}"#,
            "bill.void.paid", 4
        ),
        (404, #"{"error":{"code":"bill.unknown","message":"No such bill."}}"#, "bill.unknown", 3),
        (403, #"{"error":{"code":"role.customer","message":"No."}}"#, "role.customer", 6),
        (409, #"{"error":{"code":"number.used","message":"No."}}"#, "number.used", 4),
        (400, #"{"error":{"code":"filter.syntax","message":"At 3."}}"#, "filter.syntax", 2),
        (503, #"{"error":{"code":"starting","message":"Not yet."}}"#, "starting", 5),
        (500, #"{"error":{"code":"damaged.delta","message":"Bad."}}"#, "damaged.delta", 9),
        (500, #"{"error":{"code":"usage.limit","message":"Bad."}}"#, "usage.limit", 2),
        (500, #"{"error":{"code":"x","exit":0,"message":"Lies."}}"#, "x", 1),
        (500, #"{"error":{"code":"x","exit":99999999999,"message":"Lies."}}"#, "x", 1),
        (404, "<html>", "node.answer", 1), (301, "", "node.answer", 1), (200, "{", "node.answer", 1),
    ])
    func `the node's refusals keep their code and decide the exit status`(
        status: Int, body: String, code: String, exit: Int32
    ) async throws {
        let response = HTTPClientResponse(status: status, headers: [:], body: Array(body.utf8))
        let failure = try #require(
            await failure { () throws(CommandError) in _ = try NodeConnection.json(of: response) })
        #expect(failure.code == code)
        #expect(failure.exit.rawValue == exit)
        #expect(!failure.message.isEmpty)
    }

    @Test func `words in advice can be copied into a shell`() {
        #expect(ShellText.quoted("/srv/till-2") == "/srv/till-2")
        #expect(ShellText.quoted("Old till's") == "'Old till'\\''s'")
        #expect(ShellText.quoted("") == "''")
        #expect(ShellText.quoted("$(rm)") == "'$(rm)'")
    }
}
