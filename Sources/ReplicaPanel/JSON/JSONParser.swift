/// A recursive descent parser over bytes from outside. Its cursor never leaves `bytes`; every look ahead goes through `peek`.
struct JSONParser {
    let bytes: [UInt8]
    let maximumDepth: Int
    var position = 0

    init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func parseDocument() throws(JSONDecodingError) -> JSON {
        let value = try parseValue(depth: 0)
        skipWhitespace()
        guard position == bytes.count else { throw unexpected() }
        return value
    }

    /// The next byte without consuming it.
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The error for whatever stands at the cursor.
    func unexpected() -> JSONDecodingError {
        JSONDecodingError(peek.map { .unexpectedByte($0) } ?? .unexpectedEnd, at: position)
    }

    mutating func consume(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipWhitespace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func parseValue(depth: Int) throws(JSONDecodingError) -> JSON {
        skipWhitespace()
        guard let byte = peek else { throw unexpected() }
        switch byte {
        case UInt8(ascii: "{"): return .object(try parseObject(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try parseArray(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        case UInt8(ascii: "t"): return try parseWord("true", as: .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", as: .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", as: .null)
        default: throw unexpected()
        }
    }

    private mutating func parseWord(_ word: StaticString, as value: JSON) throws(JSONDecodingError) -> JSON {
        for byte in word.description.utf8 where !consume(byte) { throw unexpected() }
        return value
    }

    private mutating func parseArray(depth: Int) throws(JSONDecodingError) -> [JSON] {
        try open(depth: depth)
        var elements: [JSON] = []
        skipWhitespace()
        if consume(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try parseValue(depth: depth))
            skipWhitespace()
            if consume(UInt8(ascii: "]")) { return elements }
            guard consume(UInt8(ascii: ",")) else { throw unexpected() }
        }
    }

    private mutating func parseObject(depth: Int) throws(JSONDecodingError) -> JSONObject {
        try open(depth: depth)
        var members: [JSONObject.Member] = []
        var positions: [Int] = []
        skipWhitespace()
        if consume(UInt8(ascii: "}")) { return JSONObject() }
        while true {
            skipWhitespace()
            positions.append(position)
            guard peek == UInt8(ascii: "\"") else { throw unexpected() }
            let key = try parseString()
            skipWhitespace()
            guard consume(UInt8(ascii: ":")) else { throw unexpected() }
            members.append(JSONObject.Member(key: key, value: try parseValue(depth: depth)))
            skipWhitespace()
            if consume(UInt8(ascii: "}")) { break }
            guard consume(UInt8(ascii: ",")) else { throw unexpected() }
        }
        try refuseDuplicates(in: members, at: positions)
        return JSONObject(uniqueMembers: members)
    }

    private mutating func open(depth: Int) throws(JSONDecodingError) {
        guard depth <= maximumDepth else {
            throw JSONDecodingError(.tooDeep(maximumDepth: maximumDepth), at: position)
        }
        position += 1
    }

    /// Sorts rather than hashes: equal work for hostile keys, and keys that differ only in normalisation stay different.
    private func refuseDuplicates(in members: [JSONObject.Member], at positions: [Int]) throws(JSONDecodingError) {
        let order = members.indices.sorted { left, right in
            let (a, b) = (members[left].key.utf8, members[right].key.utf8)
            if a.elementsEqual(b) { return left < right }
            return a.lexicographicallyPrecedes(b)
        }
        for (first, second) in zip(order, order.dropFirst())
        where members[first].key.utf8.elementsEqual(members[second].key.utf8) {
            throw JSONDecodingError(.duplicateKey(members[second].key), at: positions[second])
        }
    }
}
