import ReplicaCRDT

/// Decodes a map's members.
struct KeyedValueDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    /// Ascending by the keys' bytes.
    let members: [Value.Member]
    let codingPath: [any CodingKey]

    var allKeys: [Key] { members.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool { member(key.stringValue) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try value(key) == .null }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try ValueDecoder.decode(value(key), as: type, at: codingPath + [key])
    }

    // The standard library answers these two itself unless they are spelled out.
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        try ValueDecoder.decode(value(key), at: codingPath + [key])
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try ValueDecoder.decode(value(key), at: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try superDecoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try superDecoder(forKey: key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        let key = IndexKey(stringValue: "super")
        return ValueDecoder(value: member(key.stringValue) ?? .null, codingPath: codingPath + [key])
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        ValueDecoder(value: try value(key), codingPath: codingPath + [key])
    }

    private func value(_ key: Key) throws -> Value {
        guard let value = member(key.stringValue) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "it is missing"))
        }
        return value
    }

    private func member(_ key: String) -> Value? {
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if members[middle].key.utf8.lexicographicallyPrecedes(key.utf8) { low = middle + 1 } else { high = middle }
        }
        guard low < members.count, members[low].key.hasSameBytes(as: key) else { return nil }
        return members[low].value
    }
}
