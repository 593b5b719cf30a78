/// Encodes a type that is only a wrapper around another, as enums with raw values are.
struct SingleValueEncoder: SingleValueEncodingContainer {
    let node: EncodingNode

    var codingPath: [any CodingKey] { node.path }

    mutating func encodeNil() throws { node.set(.value(.null)) }

    mutating func encode<T: Encodable>(_ value: T) throws { try set(value) }

    // The standard library answers these two itself unless they are spelled out.
    mutating func encode(_ value: Int128) throws { try set(value) }
    mutating func encode(_ value: UInt128) throws { try set(value) }

    private func set(_ value: some Encodable) throws {
        node.set(try EncodingNode.part(value, depth: node.depth, at: node.path))
    }
}
