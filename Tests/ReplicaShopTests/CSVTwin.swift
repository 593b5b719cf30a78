/// Reads a well-formed table by the grammar of RFC 4180, one production after the other, with the whole text in memory.
enum CSVTwin {
    static func rows(_ text: ArraySlice<Unicode.Scalar>) -> [[String]] {
        guard !text.isEmpty else { return [] }
        var rest = text
        var cells = [cell(&rest)]
        while rest.first == "," {
            rest = rest.dropFirst()
            cells.append(cell(&rest))
        }
        if rest.first == "\r" { rest = rest.dropFirst() }
        let isBlank = text.first == "\n" || text.first == "\r"
        return (isBlank ? [] : [cells]) + rows(rest.dropFirst())
    }

    private static func cell(_ text: inout ArraySlice<Unicode.Scalar>) -> String {
        var cell = String.UnicodeScalarView()
        guard text.first == "\"" else {
            while let next = text.first, next != ",", next != "\n", next != "\r" {
                cell.append(next)
                text = text.dropFirst()
            }
            return String(cell)
        }
        text = text.dropFirst()
        while let next = text.first {
            text = text.dropFirst()
            if next == "\"" {
                guard text.first == "\"" else { break }
                text = text.dropFirst()
            }
            cell.append(next)
        }
        return String(cell)
    }
}
