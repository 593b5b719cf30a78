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
        lines += sides(of: conflict, "shown now")
        let hint = conflict.text("hint")
        if !hint.isEmpty { lines.append("  \(CommandError.sentence(hint))") }
        if let remedy = remedy(of: conflict) { lines.append("  `replica \(remedy)\(directory)`") }
        return lines + [StyledText("  id \(conflict.text("id"))", .faint)]
    }

    /// What was decided: the sentence, the sides with the one that was kept marked, who decided, the id.
    static func decision(_ decision: JSON) -> [StyledText] {
        let document = decision["document"] ?? .null
        let key = document["key"]?.stringValue ?? String(document.text("id").prefix(8))
        let at = decision.moment("at").map { ", \(TimeText.absolute($0))" } ?? ""
        let what = "\(document.text("collection")) \(key), \(decision.text("field"))"
        return ["\(what, .strong): \(CommandError.sentence(decision.text("text")))"] + sides(of: decision, "kept") + [
            "  \(decision.text("by") == "rule" ? "By rule, as it met what came from" : "Decided by") \(decision.writer)\(at)",
            StyledText("  id \(decision.text("id"))", .faint),
        ]
    }

    private static func sides(of conflict: JSON, _ word: String) -> [StyledText] {
        conflict.list("sides").map { side in
            let made = side.moment("madeAt").map { ", \(TimeText.absolute($0))" } ?? ""
            let user = side.text("user").isEmpty ? "" : ", \(side.text("user"))"
            let place = side.text("nodeName").isEmpty ? "" : " (\(side.text("nodeName"))\(user)\(made))"
            let words = [
                side.flag("shown") ? word : nil, side.flag("holds") && !side.flag("shown") ? "holds now" : nil,
            ]
            let mark = StyledText(words.compactMap(\.self).map { " " + $0 }.joined(), .good)
            return "  \(side.text("key"), .strong)  \(side.text("text"))\(place, .faint)\(mark)"
        }
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
