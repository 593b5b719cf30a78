/// Rows in columns that line up by what a terminal shows, not by the number of characters.
package struct TextTable: Sendable, Equatable {
    /// On which side of its column a cell stands.
    package enum Alignment: Sendable, Equatable {
        /// To the left: words.
        case leading
        /// To the right: numbers and amounts.
        case trailing
    }

    /// One column.
    package struct Column: Sendable, Equatable {
        /// Its heading.
        package let title: String
        /// On which side its cells stand.
        package let alignment: Alignment
        /// Whether its cells may be cut where the terminal is narrow. Numbers and ids may not.
        package let canShrink: Bool

        /// Where the terminal is narrow, the columns with a number here are left out, the empty ones first, then from 1 on, until the
        /// rest fits; `nil` always stays.
        package let dropped: Int?

        /// A column from its parts.
        package init(_ title: String, _ alignment: Alignment = .leading, canShrink: Bool = false, dropped: Int? = nil) {
            self.title = title
            self.alignment = alignment
            self.canShrink = canShrink
            self.dropped = dropped
        }
    }

    /// No column is cut below this width.
    static let minimumColumnWidth = 8
    /// Before a column is cut below this width, others are left out.
    static let readableColumnWidth = 14

    private var columns: [Column]
    private var rows: [[StyledText]] = []
    private var footer: [StyledText]?

    /// A table without rows.
    package init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row, a cell for each column.
    package mutating func add(_ cells: [StyledText]) {
        precondition(cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
        rows.append(cells)
    }

    /// Sets the last line, below a rule: totals.
    package mutating func setFooter(_ cells: [StyledText]) {
        precondition(cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
        footer = cells
    }

    /// The lines, the heading first; cut to `width` columns where that is possible, or at full length if it is `nil`.
    package func lines(width: Int?) -> [StyledText] {
        let fitting = width.map(narrowed) ?? self
        return fitting.fixedLines(width: width)
    }

    /// Without the columns that there is no room for.
    private func narrowed(to width: Int) -> TextTable {
        var table = self
        while table.leastWidth > width {
            let candidates = table.columns.indices.filter { table.columns[$0].dropped != nil }
            let next = candidates.first(where: table.isEmpty) ?? candidates.min { table.rank($0) < table.rank($1) }
            guard let next else { break }
            table.remove(next)
        }
        return table
    }

    private func rank(_ column: Int) -> Int { columns[column].dropped ?? .max }

    private func isEmpty(_ column: Int) -> Bool { rows.allSatisfy { $0[column].displayWidth == 0 } }

    private mutating func remove(_ column: Int) {
        columns.remove(at: column)
        for row in rows.indices { rows[row].remove(at: column) }
        footer?.remove(at: column)
    }

    /// How wide it is with its columns as narrow as they can be read.
    private var leastWidth: Int {
        let widths = fullWidths.enumerated().map { index, width in
            columns[index].canShrink ? min(width, Self.readableColumnWidth) : width
        }
        return widths.reduce(0, +) + 2 * (widths.count - 1)
    }

    /// How wide each column is with nothing cut.
    private var fullWidths: [Int] {
        let all = rows + (footer.map { [$0] } ?? [])
        return columns.indices.map { column in
            all.map { $0[column].displayWidth }.reduce(columns[column].title.displayWidth, max)
        }
    }

    private func fixedLines(width: Int?) -> [StyledText] {
        let header = columns.map { StyledText($0.title, .faint) }
        let widths = columnWidths(fitting: width)
        var lines = ([header] + rows).map { line($0, widths) }
        if let footer {
            let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
            lines += [StyledText(rule, .faint), line(footer, widths)]
        }
        return lines
    }

    private func columnWidths(fitting width: Int?) -> [Int] {
        var widths = fullWidths
        guard let width else { return widths }
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
        while excess > 0 {
            let candidates = widths.indices.filter { columns[$0].canShrink && widths[$0] > Self.minimumColumnWidth }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [StyledText], _ widths: [Int]) -> StyledText {
        var line = StyledText("")
        for (index, cell) in cells.enumerated() {
            let cut = columns[index].canShrink ? cell.truncated(to: widths[index]) : cell
            let isLast = index == cells.count - 1
            let fitted =
                isLast && columns[index].alignment == .leading
                ? cut : cut.padded(to: widths[index], columns[index].alignment)
            line = line + fitted + StyledText(isLast ? "" : "  ")
        }
        return line
    }
}
