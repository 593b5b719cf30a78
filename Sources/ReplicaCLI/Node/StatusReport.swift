import ReplicaCommand
import ReplicaPanel

/// The status of a node in words: what matters first, and what to do about it.
struct StatusReport {
    /// What the node said.
    let status: JSON
    /// The present, for ages.
    let now: Timestamp
    /// How a further command is spelled.
    let commandLine: (String) -> String

    private var peers: [JSON] { status.list("peers") }
    private var here: [JSON] { peers.filter { $0.text("state") == "here" } }
    private var pending: Int64 { status.number("pending") }

    /// What somebody should look at, the worst first, each with its remedy.
    var warnings: [StyledText] {
        var warnings: [StyledText] = []
        if status.flag("needsUpdate") {
            warnings.append(
                "This program is older than what the shop's newest changes need: update it on this computer.")
        }
        if status["port"]?.isNull ?? true {
            warnings.append("This node does not reach the others: its network could not be opened. See its log.")
        }
        for alarm in status.list("alarms").suffix(3) {
            warnings.append("Alarm: \(CommandError.sentence(alarm.stringValue ?? ""))")
        }
        let conflicts = status.number("conflicts")
        if conflicts > 0 {
            let wants = conflicts == 1 ? "1 conflict wants a decision" : "\(conflicts) conflicts want a decision"
            warnings.append("\(wants): see `\(commandLine("conflicts"))`.")
        }
        return warnings
    }

    /// The first line: the cause, if something is not as it should be.
    var cause: StyledText {
        if let first = warnings.first { return "! \(first.plainText, .warning)" }
        if peers.isEmpty {
            return "All is well. No other computer belongs to the shop yet: `\(commandLine("invite"))` lets one in."
        }
        if here.isEmpty {
            let wait =
                pending == 0
                ? "they have everything"
                : "\(Self.changes(pending)) \(pending == 1 ? "goes" : "go") over when one is back"
            return
                "Working alone: \(others) \(peers.count == 1 ? "is" : "are") away. Everything is saved here; \(wait)."
        }
        if pending > 0 {
            let lacking = peers.filter { $0.number("pending") > 0 }.map { $0.text("name") }
            return
                "In touch with \(here.count) of \(peers.count). Not yet everything is everywhere: \(Self.changes(pending)) to go to \(lacking.joined(separator: ", "))."
        }
        return "\("All is well", .good): everything written here is on \(others), too."
    }

    private var others: String {
        switch peers.count {
        case 1: "the other computer"
        case 2: "both other computers"
        default: "all \(peers.count) other computers"
        }
    }

    /// All of it.
    func lines(width: Int?) -> [StyledText] {
        var lines = [cause]
        for warning in warnings.dropFirst() { lines.append("! \(warning.plainText, .warning)") }
        lines.append("")
        lines += about
        if !peers.isEmpty {
            lines.append("")
            lines += PeerTable.lines(peers, now: now, width: width)
        }
        return lines
    }

    private var about: [StyledText] {
        let role = status.text("role") == "admin" ? "admin" : "customer"
        let series = status.text("series")
        return [
            "shop     \(status.text("shopName"), .strong)\(series.isEmpty ? "" : ", bills in the series \(series)")",
            "node     \(status.text("name")) (\(role)), id \(String(status.text("node").prefix(8)))",
            "panel    \(status.text("panel"))",
            "pending  \(pending)",
            "data     \(status.number("documents")) documents, \(Self.size(status.number("storageBytes"))), in \(status.text("directory"))",
            "version  \(status.text("version"))",
        ]
    }

    private static func changes(_ count: Int64) -> String { count == 1 ? "1 change" : "\(count) changes" }

    /// Bytes for people: up to three digits and a unit.
    static func size(_ bytes: Int64) -> String {
        if bytes < 1_000 { return "\(bytes) B" }
        if bytes < 1_000_000 { return "\(bytes / 1_000) kB" }
        if bytes < 1_000_000_000 { return "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB" }
        return "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB"
    }
}
