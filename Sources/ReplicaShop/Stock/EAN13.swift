/// Article numbers of thirteen digits, the last of which checks the others (GS1 General Specifications, 7.9).
public enum EAN13 {
    /// Whether `text` is thirteen digits with the right last one.
    public static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(14))
        guard bytes.count == 13, let check = checkDigit(of: bytes.dropLast()) else { return false }
        return bytes[12] == check
    }

    /// The article number that begins with these twelve digits, or nil if they are not twelve digits.
    public static func completing(_ digits: String) -> String? {
        let bytes = Array(digits.utf8.prefix(13))
        guard bytes.count == 12, let check = checkDigit(of: bytes[...]) else { return nil }
        return digits + String(UnicodeScalar(check))
    }

    private static func checkDigit(of digits: ArraySlice<UInt8>) -> UInt8? {
        let zero = UInt8(ascii: "0")
        guard digits.allSatisfy({ (zero...zero + 9).contains($0) }) else { return nil }
        let sum = digits.enumerated().reduce(0) { $0 + Int($1.element - zero) * ($1.offset % 2 == 0 ? 1 : 3) }
        return zero + UInt8((10 - sum % 10) % 10)
    }
}
