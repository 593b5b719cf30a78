package import ReplicaPanel

/// The way to the running node of a data directory: the same HTTP interface that its panel uses, over a Unix socket that only its
/// user can open.
///
/// Every failure, the node's or the connection's, arrives as a ``CommandError`` that says what to do and how the process ends.
package struct NodeConnection: Sendable {
    private let client: HTTPClient
    private let paths: NodePaths
    private let time: Duration

    /// The most bytes of an exported file, which is held in memory.
    private static let fileBytes = 1 << 30

    /// A node sends a heartbeat every fifteen seconds; after so long without one the connection is dead.
    private static let silence = Duration.seconds(45)

    /// Between two attempts to reach a node that is being restarted.
    private static let pause = Duration.milliseconds(50)

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

    /// A name for one action of the user, made before its first attempt: the node carries out the same one only once.
    package func newOperation() async throws(CommandError) -> String {
        guard let operation = try await change(["api", "operations"])["operation"]?.stringValue else {
            throw .failure("node.answer", .failed, "The node gave no name for the action.", hint: Self.versionHint)
        }
        return operation
    }

    /// Asks for a change. With the name of an action, it is asked for again if the connection breaks, until the time is over: a node
    /// that was restarted meanwhile knows whether it did it. Without one, it is asked for once.
    package func change(
        _ path: [String], method: String = "POST", query: [HTTPQueryItem] = [], json: JSON? = nil,
        operation: String? = nil
    ) async throws(CommandError) -> JSON {
        let target = Self.target(path, query)
        var request = json.map { HTTPClientRequest(method, target, json: $0) } ?? HTTPClientRequest(method, target)
        guard let operation else { return try await answer(to: request) }
        request.headers["Idempotency-Key"] = operation
        let deadline = ContinuousClock.now + time
        while true {
            let response: HTTPClientResponse?
            do throws(HTTPClientError) {
                response = try await client.send(request, within: deadline - .now)
            } catch {
                guard error.mayPass else { throw failure(error, isChange: true) }
                guard ContinuousClock.now + Self.pause < deadline else { throw lost(during: "a change") }
                response = nil
            }
            if let response { return try Self.json(of: response) }
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Sends a file and takes its answer as it comes; see ``follow(_:query:after:_:)``.
    package func send(
        _ body: [UInt8], as mediaType: String, to path: [String], query: [HTTPQueryItem],
        _ take: (ServerSentEvent) async throws(CommandError) -> Bool
    ) async throws(CommandError) {
        var request = HTTPClientRequest("POST", Self.target(path, query), body: body)
        request.headers["Content-Type"] = mediaType
        request.headers["Accept"] = "text/event-stream"
        try await follow(request, take)
    }

    /// Fetches a file.
    package func file(_ path: [String], query: [HTTPQueryItem] = []) async throws(CommandError) -> [UInt8] {
        var limits = HTTPClientLimits()
        limits.bodyBytes = Self.fileBytes
        let client = HTTPClient(endpoint: .unix(path: paths.socket), limits: limits)
        let response = try await response(to: HTTPClientRequest("GET", Self.target(path, query)), by: client)
        guard (200..<300).contains(response.status) else { throw Self.refusal(response) }
        return response.body
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
        try await follow(request, body)
    }

    private func follow(
        _ request: HTTPClientRequest, _ body: (ServerSentEvent) async throws(CommandError) -> Bool
    ) async throws(CommandError) {
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
        try Self.json(of: try await response(to: request))
    }

    private func response(
        to request: HTTPClientRequest, by client: HTTPClient? = nil
    ) async throws(CommandError) -> HTTPClientResponse {
        do throws(HTTPClientError) {
            return try await (client ?? self.client).send(request, within: time)
        } catch {
            throw failure(error, isChange: request.method != "GET")
        }
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
        let directoryExists = SystemCalls.exists(paths.directory)
        guard directoryExists, SystemCalls.exists("\(paths.directory)/\(NodePaths.fileName)") else {
            return .failure(
                "node.missing", .unreachable,
                directoryExists
                    ? "There is no node in \(paths.directory)."
                    : "There is no node: the directory \(paths.directory) does not exist.",
                hint:
                    "Found a shop with `replica init\(option) --name NAME`, or join one with `replica join\(option) LINK`."
            )
        }
        return .failure(
            "node.stopped", .unreachable, "The node of \(paths.directory) is not running.",
            hint: "Start it with `replica run\(option)`.")
    }
}

extension HTTPClientError {
    /// Whether a node that is being restarted fails like this.
    fileprivate var mayPass: Bool {
        switch self {
        case .connectionLost, .notRunning: true
        case .pathTooLong, .notPermitted, .timedOut, .cancelled, .badAnswer, .answerTooLarge, .badRequest, .notAStream,
            .system:
            false
        }
    }
}
