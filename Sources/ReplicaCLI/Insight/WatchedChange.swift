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
            types.joined(separator: ","), documents,
        ]
    }

    /// One line for people: when, where, who, live or caught up, what.
    func line(width: Int?) -> StyledText {
        let time = data.moment("madeAt").map { TimeText.clock($0, now: SystemCalls.now) } ?? ""
        let user = data.text("user")
        let place = data.text("nodeName") + (data.flag("own") ? " (here)" : "") + (user.isEmpty ? "" : ", \(user)")
        let way: StyledText = data.flag("live") ? StyledText("live", .good) : StyledText("caught up", .warning)
        let what = types.joined(separator: " ")
        let line: StyledText =
            "\(id, .faint)  \(time)  \(place, .strong)  \(way)  \(what)  \(documents)"
        return width.map { line.truncated(to: $0) } ?? line
    }

    private var documents: String {
        let documents = data.list("documents")
        let shown = documents.prefix(Self.shownDocuments).map(Self.words)
        let more = documents.count - shown.count
        return (shown + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "; ")
    }

    private static func words(_ document: JSON) -> String {
        let key = document["key"]?.stringValue ?? String(document.text("id").prefix(8))
        let name = "\(document.text("collection")) \(key)"
        switch document.text("change") {
        case "appear": return "\(name) is new"
        case "disappear": return "\(name) is gone"
        default:
            let fields = document.list("fields")
            let shown = fields.prefix(shownFields).map { field in
                "\(field.text("path")) \(short(field["before"])) -> \(short(field["after"]))"
            }
            let more = fields.count > shown.count ? ["…"] : []
            return name + (fields.isEmpty ? "" : ": " + (shown + more).joined(separator: ", "))
        }
    }

    /// A value in few letters.
    private static func short(_ value: JSON?) -> String {
        switch value {
        case nil, .null?: return "nothing"
        case .string(let text)?: return text.count > 24 ? text.prefix(23) + "…" : text
        case .some(let value):
            if let money = value.moneyText { return money }
            let text = "\(value)"
            return text.count > 24 ? text.prefix(23) + "…" : text
        }
    }
}
