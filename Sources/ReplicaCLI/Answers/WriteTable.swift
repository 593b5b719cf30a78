import ReplicaCommand
import ReplicaPanel

/// Writes to documents as a table: when, who, where, what.
enum WriteTable {
    /// The lines, the heading first.
    static func lines(_ writes: [JSON], width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("MADE"), .init("WHERE", canShrink: true), .init("WHO", canShrink: true), .init("FIELD"),
            .init("WHAT", canShrink: true), .init("ARRIVED"),
        ])
        for write in writes {
            let isLive = write.flag("live")
            table.add([
                StyledText(time(write, "madeAt")), StyledText(write.text("nodeName")), StyledText(write.writer),
                StyledText(field(write)), StyledText(what(write), isLive ? .plain : .faint),
                StyledText(time(write, "receivedAt"), .faint),
            ])
        }
        return table.lines(width: width)
    }

    /// Fields of a tab-separated line.
    static func record(_ write: JSON) -> [String] {
        ["madeAt", "receivedAt", "node", "nodeName", "user", "path", "text", "live"].map { write.plain($0) }
    }

    /// What a write wrote: the value of a plain field, the move or the sum of others.
    static func what(_ write: JSON) -> String {
        write.text("text") == "set" ? (write["value"] ?? .null).words(shownLetters) : write.text("text")
    }

    private static let shownLetters = 60

    private static func field(_ write: JSON) -> String {
        let collection = write["document"]?.text("collection") ?? ""
        return collection.isEmpty || collection == "bill" ? write.text("path") : "\(collection) \(write.text("path"))"
    }

    private static func time(_ write: JSON, _ key: String) -> String {
        write.moment(key).map(TimeText.absolute) ?? write.text(key)
    }
}
