import ReplicaCommand
import ReplicaPanel

/// Why a field shows what it shows.
enum FieldStory {
    private static let shownLetters = 60
    /// What only holds documents together, and is shown only if asked for.
    private static let internals: Set<String> = ["bill", "draft", "product", "seller", "importKey"]

    /// Whether a field of a whole document is shown without `--verbose`.
    static func isTelling(_ field: JSON) -> Bool { !internals.contains(field.text("path")) }

    /// The value, then every write to it: `*` marks those that hold.
    static func lines(_ field: JSON, width: Int?) -> [StyledText] {
        let shown = field["shown"] ?? .null
        let value = shown.words(shownLetters)
        var table = TextTable([
            .init(""), .init("MADE"), .init("WHERE", canShrink: true), .init("WHO", canShrink: true),
            .init("WROTE", canShrink: true), .init("ARRIVED"),
        ])
        for write in field.list("writes") {
            let holds = write.flag("shown")
            table.add([
                holds ? "*" : "", StyledText(time(write, "madeAt")), StyledText(write.text("nodeName")),
                StyledText(write.writer), StyledText(WriteTable.what(write), holds ? .strong : .faint),
                StyledText(time(write, "receivedAt"), .faint),
            ])
        }
        let heading: StyledText = "\(field.text("path"), .strong) is \(value), \(reason(field))"
        return [heading] + table.lines(width: width.map { $0 - 2 }).map { "  " + $0 } + [""]
    }

    /// By what rule, as far as the entries tell.
    private static func reason(_ field: JSON) -> String {
        let writes = field.list("writes")
        let holding = writes.count { $0.flag("shown") }
        let live = writes.count { $0.flag("live") }
        if writes.isEmpty { return "as nobody has written it." }
        if writes.count == 1 { return "as it was written once." }
        if writes.allSatisfy({ $0.text("text").contains(", in all ") }) {
            return
                "the sum of what \(holding == 1 ? "one computer" : "\(holding) computers") added; * marks where each stands."
        }
        if holding > 1 { return "the sum of \(holding) entries." }
        if live > 1 {
            return
                "the one of \(live) writes that did not see each other which the rule prefers; the others are a conflict."
        }
        return "the last of \(writes.count) writes, which had seen those before it."
    }

    private static func time(_ write: JSON, _ key: String) -> String {
        write.moment(key).map(TimeText.absolute) ?? write.text(key)
    }
}
