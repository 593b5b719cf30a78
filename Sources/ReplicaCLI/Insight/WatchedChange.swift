import ReplicaCommand
import ReplicaPanel

/// One transaction as `replica watch` tells it.
struct WatchedChange: Sendable {
    /// Its number on this node.
    let id: String
    /// What the node said of it.
    let data: JSON

    /// How many documents a line names.
    private static let shownDocuments = 4
    /// How many fields of one document a line names.
    private static let shownFields = 3
    /// How many letters of one value.
    private static let shownLetters = 24
    /// What only accompanies other documents: a line for people names it only if there is nothing else.
    private static let companions: Set<String> = ["series", "profile", "stockTransaction"]
    /// Kinds of events that want attention.
    private static let alerts: Set<String> = ["stock.low", "stock.below-zero", "stock.recovered"]

    /// What kinds of events it is.
    var types: [String] { data.list("types").compactMap(\.stringValue) }

    /// For scripts: the id with everything else.
    var json: JSON {
        var json: JSON = ["id": .string(id)]
        for member in data.objectValue ?? [:] { json[member.key] = member.value }
        return json
    }

    /// Fields of a tab-separated line.
    var record: [String] {
        [
            id, data.text("madeAt"), data.text("nodeName"), data.text("user"), data.flag("live") ? "live" : "caught up",
            types.joined(separator: ","), documents(hiding: []),
        ]
    }

    /// For people: when, where, who, live or caught up, what. One line; where there is no room, what happened stands below it, whole.
    func lines(width: Int?) -> [StyledText] {
        let time = data.moment("madeAt").map { TimeText.clock($0, now: SystemCalls.now) } ?? ""
        let user = data.text("user")
        let place = data.text("nodeName") + (data.flag("own") ? " (here)" : "") + (user.isEmpty ? "" : ", \(user)")
        let way: StyledText = data.flag("live") ? StyledText("live", .good) : StyledText("caught up", .warning)
        let alerts = types.filter(Self.alerts.contains).joined(separator: ", ")
        let count = data["coalesced"]?["count"]?.integerValue
        let sum: StyledText = count.map { "  \("\($0) changes in one", .warning)" } ?? ""
        let alert: StyledText = alerts.isEmpty ? "" : "  \("! \(alerts)", .warning)"
        let head: StyledText = "\(id, .faint)  \(time)  \(place, .strong)  \(way)\(alert)\(sum)"
        let what = documents(hiding: Self.companions)
        let line: StyledText = "\(head)  \(what)"
        guard let width, line.displayWidth > width else { return [line] }
        let indentation = String(repeating: " ", count: Self.indentation)
        let below = HelpText.wrap(TerminalText.escaped(what), width: max(1, width - Self.indentation), indent: 0)
        return [head.truncated(to: width)]
            + below.map { StyledText(indentation + $0).truncated(to: width) }
    }

    private static let indentation = 4

    private func documents(hiding hidden: Set<String>) -> String {
        let all = data.list("documents")
        let visible = all.filter { !hidden.contains($0.text("collection")) }
        let documents = visible.isEmpty ? all : visible
        let shown = documents.prefix(Self.shownDocuments).map(Self.words(of:))
        let more = documents.count - shown.count
        return (shown + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "; ")
    }

    private static func words(of document: JSON) -> String {
        let key = document["key"]?.stringValue ?? String(document.text("id").prefix(8))
        let name = "\(document.text("collection")) \(key)"
        let isView = document["subscription"] != nil
        switch document.text("change") {
        case "appear" where isView: return "\(name) meets the condition now"
        case "disappear" where isView: return "\(name) meets the condition no more"
        case "appear": return "\(name) is new"
        case "disappear": return "\(name) is gone"
        default:
            let fields = document.list("fields")
            let shown = fields.prefix(shownFields).map(words(ofField:))
            let more = fields.count > shown.count ? ["…"] : []
            return name + (fields.isEmpty ? "" : ": " + (shown + more).joined(separator: ", "))
        }
    }

    private static func words(ofField field: JSON) -> String {
        let (before, after) = (field["before"] ?? .null, field["after"] ?? .null)
        let change = (before.isNull ? "" : before.words(shownLetters) + " -> ") + after.words(shownLetters)
        return "\(field.text("path")) \(change)\(field.flag("merged") ? " (merged)" : "")"
    }
}
