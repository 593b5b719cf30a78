extension JSONParser {
    /// RFC 8259 section 6: `-`? (`0` | `1`…`9` digits) (`.` digits)? ((`e`|`E`) (`+`|`-`)? digits)?
    mutating func parseNumber() throws(JSONDecodingError) -> JSON {
        let start = position
        _ = consume(UInt8(ascii: "-"))
        let leadingZero = peek == UInt8(ascii: "0")
        let wholeDigits = skipDigits()
        guard wholeDigits > 0, !(leadingZero && wholeDigits > 1) else {
            throw JSONDecodingError(.invalidNumber, at: start)
        }
        var isWhole = true
        if consume(UInt8(ascii: ".")) {
            isWhole = false
            guard skipDigits() > 0 else { throw JSONDecodingError(.invalidNumber, at: start) }
        }
        if consume(UInt8(ascii: "e")) || consume(UInt8(ascii: "E")) {
            isWhole = false
            if !consume(UInt8(ascii: "+")) { _ = consume(UInt8(ascii: "-")) }
            guard skipDigits() > 0 else { throw JSONDecodingError(.invalidNumber, at: start) }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole {
            guard let value = Int64(text) else { throw JSONDecodingError(.numberOutOfRange, at: start) }
            return .integer(value)
        }
        guard let value = Double(text), value.isFinite else { throw JSONDecodingError(.numberOutOfRange, at: start) }
        return .number(value)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - start
    }
}
