extension QRCode {
    /// How many columns and lines of text ``halfBlocks(areDark:)`` takes, quiet zone included.
    package var textColumns: Int { size + 2 * Self.quietZone }

    /// The code as lines of text, two rows of modules in each, with its quiet zone.
    ///
    /// - Parameter areDark: whether the blocks stand for dark modules, as on paper or on a light ground; on a dark terminal, where
    ///   blocks are bright, they must stand for the light ones, or the code would be its own negative.
    package func halfBlocks(areDark: Bool) -> [String] {
        let range = -Self.quietZone..<size + Self.quietZone
        return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { row in
            String(
                range.map { column -> Character in
                    let upper = isDark(row: row, column: column) == areDark
                    // The last line may have no lower half: it belongs to the quiet zone, too.
                    let lower = isDark(row: row + 1, column: column) == areDark
                    return upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ")
                })
        }
    }
}
