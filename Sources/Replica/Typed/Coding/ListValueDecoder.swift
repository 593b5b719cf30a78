import ReplicaCRDT

/// Decodes a list's elements, one after another.
struct ListValueDecoder: UnkeyedDecodingContainer {
    let values: [Value]
    let codingPath: [any CodingKey]
    private(set) var currentIndex = 0

    init(values: [Value], codingPath: [any CodingKey]) {
        self.values = values
        self.codingPath = codingPath
    }

    var count: Int? { values.count }
    var isAtEnd: Bool { currentIndex == values.count }

    mutating func decodeNil() throws -> Bool {
        guard try next(Never?.self) == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try element() }

    // The standard library answers these two itself unless they are spelled out.
    mutating func decode(_ type: Int128.Type) throws -> Int128 { try element() }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try element() }

    private mutating func element<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        let element = try ValueDecoder.decode(next(type), as: type, at: codingPath + [IndexKey(currentIndex)])
        currentIndex += 1
        return element
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try superDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try superDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = ValueDecoder(value: try next(Value.self), codingPath: codingPath + [IndexKey(currentIndex)])
        currentIndex += 1
        return decoder
    }

    private func next(_ type: any Any.Type) throws -> Value {
        guard currentIndex < values.count else {
            throw DecodingError.valueNotFound(
                type, .init(codingPath: codingPath, debugDescription: "the list has only \(values.count) elements"))
        }
        return values[currentIndex]
    }
}
