import ReplicaCommand
import ReplicaPanel

/// A custom event as `replica watch` tells it.
struct CustomNews: Sendable {
    /// What the node said of it.
    let data: JSON

    /// How many letters of the payload a line shows.
    private static let shownLetters = 200

    /// What it is called.
    var name: String { data.text("name") }

    /// What kind of event it is, as `--type` names it: the kinds of changes never begin so.
    var type: String { "custom.\(name)" }

    /// For scripts: as the node tells it, with its kind.
    var json: JSON {
        var json = data
        json["types"] = [.string(type)]
        return json
    }

    /// Fields of a tab-separated line, in the places of a change's.
    var record: [String] {
        [
            data.plain("seq"), data.text("madeAt"), data.text("nodeName"), data.text("user"),
            data.flag("live") ? "live" : "caught up", type, payload,
        ]
    }

    private var payload: String { (data["payload"] ?? .null).description }

    /// For people: when, where, who, what.
    func lines(width: Int?) -> [StyledText] {
        let time = data.moment("madeAt").map { TimeText.clock($0, now: SystemCalls.now) } ?? ""
        let user = data.text("user")
        let place = data.text("nodeName") + (data.flag("own") ? " (here)" : "") + (user.isEmpty ? "" : ", \(user)")
        let number = data["seq"].map { "\($0)" } ?? "-"
        let line: StyledText =
            "\(number, .faint)  \(time)  \(place, .strong)  event \(name, .good)  \(String(payload.prefix(Self.shownLetters)))"
        return [width.map { line.truncated(to: $0) } ?? line]
    }
}
