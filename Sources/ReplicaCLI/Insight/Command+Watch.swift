import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica watch`
    static let watch = Command(.watch) { (context) throws(CommandError) in
        let node = try context.node()
        let globs = context.invocation.texts("type").map(Glob.init)
        var query: [HTTPQueryItem] = []
        if let since = context.invocation.integer("since") {
            query.append(HTTPQueryItem(name: "since", value: String(since)))
        }
        let collections = context.invocation.texts("collection")
        query += collections.map { HTTPQueryItem(name: "collection", value: $0) }
        if let filter = context.invocation.text("where") {
            guard collections.count == 1 else {
                throw .usage(
                    "watch.where", "--where needs one --collection, whose documents it is about.",
                    hint: "Add one, as --collection bill.")
            }
            query.append(HTTPQueryItem(name: "where", value: filter))
        } else {
            query.append(HTTPQueryItem(name: "every", value: "true"))
        }
        var last: String?
        do throws(CommandError) {
            try await node.follow(["api", "feed"], query: query) { (event) throws(CommandError) in
                last = event.id ?? last
                return try await context.show(event, globs)
            }
        } catch {
            throw try context.goingOn(error, after: last)
        }
        return .done
    }
}

extension CommandContext {
    /// Shows one event of the feed; whether to go on.
    fileprivate func show(_ event: ServerSentEvent, _ globs: [Glob]) async throws(CommandError) -> Bool {
        let data: JSON
        do throws(JSONDecodingError) { data = try JSON.decode(event.data) } catch {
            throw .failure("node.answer", .failed, "The node sent an event that can't be read: \(error).")
        }
        switch event.name {
        case "welcome", "welcomeback":
            try output.note("Watching \(data.text("name")) after change \(event.id ?? "0"). Control-C ends it.")
        case "reset":
            try output.note(
                "! \(CommandError.sentence(data.text("message")), .warning) Going on after change \(event.id ?? "0").")
        case "error":
            throw NodeConnection.refusal(in: data)
                ?? .failure("node.answer", .failed, "The node sent an error that can't be read.")
        case "status": break
        // Who asks for documents is not told of events.
        case "custom" where !invocation.texts("collection").isEmpty && globs.isEmpty: break
        case "custom": try await show(CustomNews(data: data), globs)
        case "disconnect":
            throw .failure(
                "node.disconnect", .unreachable, "The feed has ended: \(CommandError.sentence(data.text("message")))")
        default: try await show(WatchedChange(id: event.id ?? "", data: data), globs)
        }
        return true
    }

    private func show(_ change: WatchedChange, _ globs: [Glob]) async throws(CommandError) {
        guard globs.isEmpty || change.types.contains(where: { type in globs.contains { $0.matches(type) } }) else {
            return
        }
        try output.event(
            Presentation(json: change.json, plain: [change.record]) { width in change.lines(width: width) })
        if let command = invocation.text("exec") {
            let status = await ShellCommand.run(command, input: change.json.encoded() + [UInt8(ascii: "\n")])
            if status != 0 {
                try output.note("! \("The command ended with \(status)", .warning) at change \(change.id).")
            }
        }
    }

    private func show(_ event: CustomNews, _ globs: [Glob]) async throws(CommandError) {
        guard globs.isEmpty || globs.contains(where: { $0.matches(event.type) }) else { return }
        try output.event(Presentation(json: event.json, plain: [event.record]) { width in event.lines(width: width) })
        guard let command = invocation.text("exec") else { return }
        let status = await ShellCommand.run(command, input: event.json.encoded() + [UInt8(ascii: "\n")])
        if status != 0 {
            try output.note("! \("The command ended with \(status)", .warning) at the event \(event.name).")
        }
    }

    /// The failure with the way to go on without missing anything.
    fileprivate func goingOn(_ error: CommandError, after last: String?) throws(CommandError) -> CommandError {
        guard case .failure(let failure) = error, let last, failure.exit == .unreachable else { return error }
        let watch = try commandLine("watch --since \(last)")
        return .failure(
            failure.code, failure.exit, failure.message,
            hint: "Once the node runs again, go on with `\(watch)`: nothing will be missing.")
    }
}
