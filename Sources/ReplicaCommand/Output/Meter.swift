/// A level as a bar of ASCII characters, which any terminal, log and mail shows: `[####|-----]`.
package enum Meter {
    /// Columns between the brackets.
    package static let width = 10

    /// The bar of a stock level. It is full at the target, or at twice the threshold if there is none, or at the level if that is
    /// more; `|` marks the threshold. A level of at least one shows at least one `#`; one below zero shows `!`.
    package static func bar(level: Int64, threshold: Int64, target: Int64? = nil) -> String {
        let full = max(Double(target ?? 0), Double(level), 2 * Double(threshold), 1)
        let filled = level <= 0 ? 0 : min(width, max(1, Int(Double(level) / full * Double(width))))
        var cells = [Character](repeating: "#", count: filled) + [Character](repeating: "-", count: width - filled)
        if threshold > 0 { cells[min(width - 1, Int(Double(threshold) / full * Double(width)))] = "|" }
        if level < 0 { cells[0] = "!" }
        return "[" + String(cells) + "]"
    }
}
