import ReplicaCRDT

/// Decodes a value: `Value` to `Codable`, without another format in between.
struct ValueDecoder: Decoder {
    let value: Value
    let codingPath: [any CodingKey]

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// A value as a type.
    static func decode<T: Decodable>(
        _ value: Value, as type: T.Type = T.self, at path: @autoclosure () -> [any CodingKey]
    ) throws -> T {
        if let plain = type as? any PlainValue.Type {
            guard let read = plain.init(stored: value) as? T else { throw mismatch(value, type, path()) }
            return read
        }
        if type is any DocumentField.Type {
            throw DecodingError.typeMismatch(
                type,
                .init(
                    codingPath: path(),
                    debugDescription: "a \(type) must be a property of the document itself"))
        }
        return try type.init(from: ValueDecoder(value: value, codingPath: path()))
    }

    /// The error for a value that is not what a type needs.
    static func mismatch(_ value: Value, _ type: any Any.Type, _ path: [any CodingKey]) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: path, debugDescription: "\(value.kindName) where a \(type) was expected")
        return if case .null = value { .valueNotFound(type, context) } else { .typeMismatch(type, context) }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .map(let members) = value else {
            throw Self.mismatch(value, [String: Any].self, codingPath)
        }
        return KeyedDecodingContainer(KeyedValueDecoder(members: members, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .list(let values) = value else { throw Self.mismatch(value, [Any].self, codingPath) }
        return ListValueDecoder(values: values, codingPath: codingPath)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
}

extension ValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value == .null }

    func decode<T: Decodable>(_ type: T.Type) throws -> T { try Self.decode(value, as: type, at: codingPath) }

    // The standard library answers these two itself unless they are spelled out.
    func decode(_ type: Int128.Type) throws -> Int128 { try Self.decode(value, at: codingPath) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try Self.decode(value, at: codingPath) }
}
