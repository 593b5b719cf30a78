extension [UInt8] {
    private static let digits = [UInt8]("0123456789abcdef".utf8)

    /// Two small digits a byte.
    var hexadecimal: String {
        String(decoding: flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads two digits a byte; `nil` for anything else.
    init?(hexadecimal text: String) {
        guard text.utf8.count.isMultiple(of: 2) else { return nil }
        self = []
        var high: UInt8?
        for byte in text.utf8 {
            guard byte < 0x80, let value = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            if let first = high {
                append(first << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
    }
}
