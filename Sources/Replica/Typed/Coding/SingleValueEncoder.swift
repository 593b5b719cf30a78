/// Encodes a type that is only a wrapper around another, as enums with raw values are.
struct SingleValueEncoder: SingleValueEncodingContainer {
    let node: EncodingNode

    var codingPath: [any CodingKey] { node.path }

    mutating func encodeNil() throws { node.set(.value(.null)) }

    mutating func encode<T: Encodable>(_ value: T) throws {
        node.set(try EncodingNode.part(value, depth: node.depth, at: node.path))
    }
}
