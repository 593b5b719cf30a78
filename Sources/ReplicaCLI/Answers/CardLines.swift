import ReplicaCommand
import ReplicaPanel

/// One document for people: a heading, a line a field, and where it is.
enum CardLines {
    /// The heading and those fields that have something in them.
    static func lines(_ heading: StyledText, _ fields: [(name: String, text: String)]) -> [StyledText] {
        let shown = fields.filter { !$0.text.isEmpty }
        let width = shown.map(\.name.displayWidth).max() ?? 0
        return [heading]
            + shown.map { field in
                StyledText(field.name, .faint).padded(to: width, .leading) + StyledText("  " + field.text)
            }
    }

    /// How far the document has got, when it changed, and what a person should look at.
    static func end(_ document: JSON, now: Timestamp) -> [StyledText] {
        let changed = document.moment("changedAt").map { ", changed \(TimeText.relative($0, now: now))" } ?? ""
        let conflicts = document.list("conflicts").compactMap(\.stringValue)
        return [StyledText("\(document.reachText)\(changed)", .faint)]
            + (conflicts.isEmpty
                ? []
                : [
                    "! \("Written differently at the same time: \(conflicts.joined(separator: ", ")). See `replica conflicts`.", .warning)"
                ])
    }
}
