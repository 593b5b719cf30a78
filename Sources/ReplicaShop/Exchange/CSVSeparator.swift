/// Which sign separates the cells of a file: a comma, or the semicolon of spreadsheets that have a comma as decimal sign.
enum CSVSeparator {
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")

    /// The one that stands more often in the first row that is not blank; quoted text aside.
    static func found(in file: [UInt8]) -> UInt8 {
        var isQuoted = false
        var (commas, semicolons) = (0, 0)
        for byte in file {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == comma { commas += 1 }
            if byte == semicolon { semicolons += 1 }
            if byte == UInt8(ascii: "\n"), commas + semicolons > 0 { break }
        }
        return semicolons > commas ? semicolon : comma
    }
}
