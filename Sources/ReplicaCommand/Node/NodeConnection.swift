package import ReplicaPanel

/// The way to the running node of a data directory: the same HTTP interface that its panel uses, over a Unix socket that only its
/// user can open.
///
/// Every failure, the node's or the connection's, arrives as a ``CommandError`` that says what to do and how the process ends.
package struct NodeConnection: Sendable {
    private let client: HTTPClient
    private let paths: NodePaths
    private let time: Duration

    /// A node sends a heartbeat every fifteen seconds; after so long without one the connection is dead.
    private static let silence = Duration.seconds(45)

    /// The node at `paths`; nothing is opened yet. An answer is awaited for `--timeout`.
    package init(paths: NodePaths, globals: GlobalValues) {
        self.init(paths: paths, timeout: globals.timeout)
    }

    /// The node at `paths`, for calls that may take another time than `--timeout`.
    package init(paths: NodePaths, timeout: Duration) {
        client = HTTPClient(endpoint: .unix(path: paths.socket))
        self.paths = paths
        time = timeout
    }

    /// Asks for something: `GET` on the path made of these segments. They are escaped here.
    package func get(
        _ path: [String], query: [HTTPQueryItem] = []
    ) async throws(CommandError) -> JSON {
        try await answer(to: HTTPClientRequest("GET", Self.target(path, query)))
    }

    /// Asks for a change. `operation` is made once per action of the user: the node carries out the same one only once, however often
    /// it arrives.
    package func change(
        _ path: [String], method: String = "POST", query: [HTTPQueryItem] = [], json: JSON = [:],
        operation: OperationKey = OperationKey()
    ) async throws(CommandError) -> JSON {
        let headers: HTTPHeaders = ["Idempotency-Key": operation.text]
        return try await answer(to: HTTPClientRequest(method, Self.target(path, query), headers: headers, json: json))
    }

    /// Follows a stream of events until the node or the task ends it.
    /// - Parameters:
    ///   - lastEventID: begin after this event.
    ///   - body: takes one event; returns whether to go on.
    /// - Throws: also if the stream ends by itself, as that is not what was asked for.
    package func follow(
        _ path: [String], query: [HTTPQueryItem] = [], after lastEventID: String? = nil,
        _ body: (ServerSentEvent) async throws(CommandError) -> Bool
    ) async throws(CommandError) {
        var request = HTTPClientRequest("GET", Self.target(path, query))
        request.headers["Accept"] = "text/event-stream"
        if let lastEventID { request.headers["Last-Event-ID"] = lastEventID }
        var frames = client.stream(request, within: time, silence: Self.silence).makeAsyncIterator()
        while let frame = try await next(&frames) {
            guard case .event(let event) = frame else { continue }
            guard try await body(event) else { return }
        }
        throw lost(during: "the stream")
    }

    /// Path and query, escaped.
    package static func target(_ path: [String], _ query: [HTTPQueryItem]) -> String {
        let path = "/" + path.map(PercentEncoding.encoded).joined(separator: "/")
        let items = query.map { item in
            let name = PercentEncoding.encoded(item.name)
            return item.value.isEmpty ? name : "\(name)=\(PercentEncoding.encoded(item.value))"
        }
        return items.isEmpty ? path : path + "?" + items.joined(separator: "&")
    }

    private func answer(to request: HTTPClientRequest) async throws(CommandError) -> JSON {
        let response: HTTPClientResponse
        do throws(HTTPClientError) {
            response = try await client.send(request, within: time)
        } catch {
            throw failure(error, isChange: request.method != "GET")
        }
        return try Self.json(of: response)
    }

    private func next(_ frames: inout ServerSentFrameSequence.Iterator) async throws(CommandError) -> ServerSentFrame? {
        do throws(HTTPClientError) {
            return try await frames.next()
        } catch {
            throw failure(error, isChange: false)
        }
    }

    /// What a connection that did not come to an answer means to the user.
    private func failure(_ error: HTTPClientError, isChange: Bool) -> CommandError {
        switch error {
        case .cancelled: .interrupted
        case .notRunning: notRunning()
        case .notPermitted:
            .failure(
                "node.foreign", .notPermitted, "The node of \(paths.directory) belongs to another user.",
                hint: "Run this as the user who runs the node, or use your own with `--dir PATH`.")
        case .pathTooLong(let path, let maximum):
            .usage(
                "socket.path.long",
                "A socket cannot have a path as long as \(quoted(path)): \(maximum) bytes are possible.",
                hint: "Use a data directory with a shorter path, or `--socket PATH`.")
        case .timedOut:
            .failure(
                "node.timeout", .unreachable,
                "The node did not answer within \(DurationText.format(time)).\(Self.doubt(isChange))",
                hint: "See what it does with `replica status`, or wait longer with `--timeout 1m`.")
        case .connectionLost: lost(during: isChange ? "a change" : "a question")
        case .notAStream(let response): Self.refusal(response)
        case .badAnswer, .answerTooLarge, .badRequest, .system:
            .failure(
                "node.connection", .failed, "Talking to the node failed: \(error).\(Self.doubt(isChange))",
                hint: "See whether something else listens at \(paths.socket).")
        }
    }

    private func lost(during what: String) -> CommandError {
        .failure(
            "node.connection.lost", .unreachable,
            "The node ended the connection during \(what).\(Self.doubt(what == "a change"))",
            hint: "It may have been stopped. See with `replica status`.")
    }

    private static func doubt(_ isChange: Bool) -> String {
        isChange ? " Whether the change was made is not known: look before you repeat it." : ""
    }

    private func notRunning() -> CommandError {
        let option = paths.origin == .standard ? "" : " --dir \(ShellText.quoted(paths.directory))"
        guard SystemCalls.exists(paths.directory) else {
            return .failure(
                "node.missing", .unreachable, "There is no node: the directory \(paths.directory) does not exist.",
                hint:
                    "Found a shop with `replica init\(option) --name NAME`, or join one with `replica join\(option) LINK`."
            )
        }
        return .failure(
            "node.stopped", .unreachable, "The node of \(paths.directory) is not running.",
            hint: "Start it with `replica run\(option)`.")
    }
}
