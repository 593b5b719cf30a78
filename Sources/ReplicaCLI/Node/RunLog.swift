import ReplicaCommand
import ReplicaPanel

/// What a running node tells of itself, a line an event, on standard output.
///
/// Names of events are stable, ids are shortened, and nothing of the shop's business stands in it. If nobody reads it any more, the
/// node goes on.
struct RunLog: Sendable {
    /// The form of a line.
    enum Form: Sendable, Equatable {
        /// Time, level, event, `key=value`.
        case text
        /// For the journal: `<6>` for the level, and no time, which it adds itself.
        case journal
        /// An object.
        case json
    }

    /// How important a line is, with the number that syslog has for it (RFC 5424, 6.2.1).
    enum Level: Int, Sendable {
        /// Somebody should look.
        case warning = 4
        /// Worth telling.
        case info = 6
        /// Told with `--verbose`.
        case debug = 7

        fileprivate var name: String {
            switch self {
            case .warning: "warning"
            case .info: "info"
            case .debug: "debug"
            }
        }
    }

    private let output: Output
    private let form: Form
    private let isQuiet: Bool
    private let isVerbose: Bool

    /// A log in the form that the options and the surroundings ask for.
    init(_ context: CommandContext) {
        output = context.output
        isQuiet = context.globals.isQuiet
        isVerbose = context.globals.verbosity > 0
        switch context.invocation.text("log-format") {
        case "json": form = .json
        case "text": form = .text
        default:
            form =
                context.globals.format.isJSON
                ? .json : context.process.variable("JOURNAL_STREAM") == nil ? .text : .journal
        }
    }

    /// Tells where the panel is: the address alone, or an event for programs.
    func panel(_ address: String) {
        switch form {
        case .json: write(["event": "panel.ready", "url": .string(address)])
        case .text, .journal:
            try? output.line(StyledText(address))
            try? output.flush()
        }
    }

    /// Tells an event with its particulars. `--quiet` lets only warnings pass.
    func tell(_ level: Level, _ event: String, _ fields: [(String, JSON)] = []) {
        if isQuiet, level != .warning { return }
        if level == .debug, !isVerbose { return }
        let now = SystemCalls.now.rfc3339
        switch form {
        case .json:
            write(
                .object(
                    JSONObject(
                        [("time", .string(now)), ("level", .string(level.name)), ("event", .string(event))] + fields)))
        case .text: line("\(now) \(level.name) \(event)", fields)
        case .journal: line("<\(level.rawValue)>\(event)", fields)
        }
    }

    /// As much of an id as a log needs.
    static func short(_ id: String) -> JSON { .string(String(id.prefix(8))) }

    private func line(_ head: String, _ fields: [(String, JSON)]) {
        let rest = fields.map { " \($0)=\(Self.value($1))" }.joined()
        try? output.line(StyledText(head + rest))
        try? output.flush()
    }

    private func write(_ json: JSON) { try? output.record(json) }

    /// A value as logfmt has it: bare if it is one word, else quoted as in JSON.
    private static func value(_ value: JSON) -> String {
        guard let text = value.stringValue else { return "\(value)" }
        let isWord = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 < 0x7F }
        return isWord ? text : "\(value)"
    }
}
