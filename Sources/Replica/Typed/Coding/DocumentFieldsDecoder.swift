import ReplicaCRDT
import ReplicaDocuments

/// Decodes a document's properties, each from the field with the name of its coding key.
struct DocumentFieldsDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let fields: StoredFields
    let template: [String: FieldContent]

    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        ([DocumentFieldName.id] + fields.paths(fields.document)).compactMap { Key(stringValue: $0) }
    }

    func contains(_ key: Key) -> Bool { value(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try found(key) == .null }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        if let field = type as? any DocumentField.Type {
            let path = key.stringValue
            let stored = StoredField(fields: fields, path: path, template: template[path], codingPath: [key])
            guard let read = try field.init(stored) as? T else {
                throw stored.mismatch(type, "another type was expected")
            }
            return read
        }
        return try ValueDecoder.decode(found(key), as: type, at: [key])
    }

    // The standard library answers these two itself unless they are spelled out.
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        try ValueDecoder.decode(found(key), at: [key])
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try ValueDecoder.decode(found(key), at: [key])
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try superDecoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try superDecoder(forKey: key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { DocumentDecoder(fields: fields, template: template) }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        ValueDecoder(value: try found(key), codingPath: [key])
    }

    private func value(_ key: Key) -> Value? {
        let path = key.stringValue
        if path == DocumentFieldName.id { return .text(fields.reference.id) }
        return fields.shown(path)?.asValue ?? template[path]?.value
    }

    private func found(_ key: Key) throws -> Value {
        guard let value = value(key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "it is missing"))
        }
        return value
    }
}
