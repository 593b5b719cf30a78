extension CSVCell {
    /// The number, or an empty cell.
    init(_ number: Int64?) {
        self = number.map { .number(String($0)) } ?? .empty
    }

    /// The text, or an empty cell.
    init(text: String?) {
        self = text.map { .text($0) } ?? .empty
    }
}
