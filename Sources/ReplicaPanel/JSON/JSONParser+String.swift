extension JSONParser {
    /// A string from its opening quotation mark to its closing one.
    mutating func parseString() throws(JSONDecodingError) -> String {
        let start = position
        position += 1
        let contents = position
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if peek == UInt8(ascii: "\"") {
            position += 1
            return try validated(Array(bytes[contents..<position - 1]), startingAt: start)
        }
        return try parseEscapedString(start: start, beginning: Array(bytes[contents..<position]))
    }

    /// The slow way, from the first byte that cannot be copied.
    private mutating func parseEscapedString(
        start: Int, beginning: [UInt8]
    ) throws(JSONDecodingError) -> String {
        var text = beginning
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try validated(text, startingAt: start)
            case UInt8(ascii: "\\"):
                text.append(contentsOf: try parseEscape())
            case 0..<0x20:
                throw JSONDecodingError(.controlCharacter, at: position)
            default:
                text.append(byte)
                position += 1
            }
        }
        throw unexpected()
    }

    private func validated(_ text: [UInt8], startingAt start: Int) throws(JSONDecodingError) -> String {
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONDecodingError(.invalidUTF8, at: start)
        }
        return string
    }

    /// What one escape stands for, in UTF-8.
    private mutating func parseEscape() throws(JSONDecodingError) -> [UInt8] {
        let start = position
        position += 1
        guard let letter = peek else { throw unexpected() }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return try parseUnicodeEscape(start: start)
        default: throw JSONDecodingError(.invalidEscape, at: start)
        }
    }

    /// `\uXXXX`, or two of them that make a surrogate pair; half a pair is no character and is refused.
    private mutating func parseUnicodeEscape(start: Int) throws(JSONDecodingError) -> [UInt8] {
        var code = UInt32(try parseFourHexDigits(start: start))
        if (0xD800..<0xDC00).contains(code) {
            guard consume(UInt8(ascii: "\\")), consume(UInt8(ascii: "u")) else {
                throw JSONDecodingError(.invalidEscape, at: start)
            }
            let low = UInt32(try parseFourHexDigits(start: start))
            guard (0xDC00..<0xE000).contains(low) else { throw JSONDecodingError(.invalidEscape, at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONDecodingError(.invalidEscape, at: start) }
        return Array(String(scalar).utf8)
    }

    private mutating func parseFourHexDigits(start: Int) throws(JSONDecodingError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw JSONDecodingError(.invalidEscape, at: start)
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }
}
