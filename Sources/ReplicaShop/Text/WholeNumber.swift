/// Whole numbers as they are typed or stand in a file.
public enum WholeNumber {
    /// Reads decimal digits, with a minus sign where `range` has negative numbers; no plus, blank, group sign, needless
    /// zero or other script. Throws ``ShopError/malformed(_:_:)`` for anything else, and for what lies outside `range`.
    public static func parse(_ text: String, in range: ClosedRange<Int64>) throws(ShopError) -> Int64 {
        guard text.utf8.count <= 20, let value = Int64(text), range.contains(value),
            String(value).utf8.elementsEqual(text.utf8)
        else { throw .malformed(.quantity, text) }
        return value
    }
}
