import ReplicaCommand
import ReplicaPanel

/// What happened to a bill, an action a line: the writes of one action told together, in words.
struct BillStory {
    /// One action: its writes, in the order of the history.
    private struct Action {
        var writes: [JSON]

        var first: JSON { writes[0] }

        func has(_ write: JSON) -> Bool {
            let key = first.text("operation").isEmpty ? "madeAt" : "operation"
            return first.text(key) == write.text(key) && first.text("node") == write.text("node")
        }
    }

    private let actions: [Action]

    /// Groups the writes of a history.
    init(_ writes: [JSON]) {
        var actions: [Action] = []
        for write in writes {
            if let index = actions.lastIndex(where: { $0.has(write) }) {
                actions[index].writes.append(write)
            } else {
                actions.append(Action(writes: [write]))
            }
        }
        self.actions = actions
    }

    /// The lines of a table.
    func lines(width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("MADE"), .init("WHO", canShrink: true), .init("WHERE", canShrink: true, dropped: 1),
            .init("WHAT", canShrink: true), .init("ARRIVED", dropped: 2),
        ])
        for action in actions {
            let deeds = action.writes.compactMap { Self.deed($0, of: action) }.sorted { $0.rank < $1.rank }
            guard !deeds.isEmpty else { continue }
            table.add([
                StyledText(Self.time(action.first, "madeAt")), StyledText(action.first.writer),
                StyledText(action.first.text("user").isEmpty ? "" : action.first.text("nodeName")),
                StyledText(deeds.map(\.text).joined(separator: "; ")), StyledText(Self.arrival(action.first), .faint),
            ])
        }
        return table.lines(width: width)
    }

    /// What one write says, the most telling ones first; `nil` for what only holds the documents together.
    private static func deed(_ write: JSON, of action: Action) -> (rank: Int, text: String)? {
        let value = write["value"] ?? .null
        switch (write["document"]?.text("collection") ?? "", write.text("path")) {
        case ("bill", "number"):
            let totals = action.writes.first { $0.text("path") == "totals" }?["value"] ?? .null
            return (0, "issued: \(totals.words(shownLetters))")
        case ("payment", "entry"), ("credit", "credit"): return (0, entry(value))
        case ("question", "text"): return (0, "asked: \(value.words(shownLetters))")
        case ("question", "answer"): return (0, "answered: \(value.words(shownLetters))")
        case ("bill", "voided"): return (1, "voided: \(value.text("reason"))")
        case ("payment", "reason"): return (1, "because: \(value.words(shownLetters))")
        case ("bill", "payment"): return (2, "payment \(write.text("text"))")
        case ("bill", "due"), ("bill", "note"): return (3, "\(write.text("path")) \(value.words(shownLetters))")
        default: return nil
        }
    }

    private static let shownLetters = 60

    private static func entry(_ value: JSON) -> String {
        let what: String =
            switch value.text("kind") {
            case "payment": "paid"
            case "refund": "given back"
            case "reversal": "payment taken back:"
            case "refund-reversal": "refund taken back:"
            default: "credited"
            }
        return ([what + " " + value.money("amount")] + ["method", "ref", "note", "reason"].map { value.text($0) })
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func time(_ write: JSON, _ key: String) -> String {
        write.moment(key).map(TimeText.absolute) ?? write.text(key)
    }

    /// When it arrived here; empty if that was within the minute.
    private static func arrival(_ write: JSON) -> String {
        let (made, arrived) = (time(write, "madeAt"), time(write, "receivedAt"))
        return made == arrived ? "" : arrived
    }
}
