import ReplicaCommand
import ReplicaPanel

/// One conflict for people: what happened, and the sides.
enum ConflictCard {
    /// The sentence, the sides with the one that is shown marked, the id. `directory` ends a command to run next.
    static func lines(_ conflict: JSON, in directory: String) -> [StyledText] {
        let document = conflict["document"] ?? .null
        let key = document["key"]?.stringValue ?? String(document.text("id").prefix(8))
        let field = conflict.text("field").isEmpty ? "" : ", \(conflict.text("field"))"
        var lines: [StyledText] = [
            "\("\(document.text("collection")) \(key)\(field)", .strong): \(CommandError.sentence(conflict.text("text")))"
        ]
        for side in conflict.list("sides") {
            let made = side.moment("madeAt").map { ", \(TimeText.absolute($0))" } ?? ""
            let user = side.text("user").isEmpty ? "" : ", \(side.text("user"))"
            let place = side.text("nodeName").isEmpty ? "" : " (\(side.text("nodeName"))\(user)\(made))"
            let mark: StyledText = side.flag("shown") ? StyledText(" shown now", .good) : ""
            lines.append("  \(side.text("key"), .strong)  \(side.text("text"))\(place, .faint)\(mark)")
        }
        let hint = conflict.text("hint")
        if !hint.isEmpty { lines.append("  \(CommandError.sentence(hint))") }
        if let remedy = remedy(of: conflict) { lines.append("  `replica \(remedy)\(directory)`") }
        return lines + [StyledText("  id \(conflict.text("id"))", .faint)]
    }

    /// The words of the command that settles what keeping a side does not; `nil` where a person has to look first.
    static func remedy(of conflict: JSON) -> String? {
        guard !conflict.flag("canResolve"), let key = conflict["document"]?["key"]?.stringValue else { return nil }
        let word = ShellText.quoted(key)
        switch conflict.text("kind") {
        case "below-zero": return "stock receive \(word) QTY"
        case "money-to-give-back", "overpaid": return "bill refund \(word)"
        case "voided-and-credited": return "stock log"
        default: return nil
        }
    }

    /// Fields of a tab-separated line.
    static func record(_ conflict: JSON) -> [String] {
        let document = conflict["document"] ?? .null
        return [
            conflict.text("id"), conflict.text("kind"), document.text("collection"), document.text("id"),
            conflict.plain("field"), conflict.text("text"),
        ]
    }
}
