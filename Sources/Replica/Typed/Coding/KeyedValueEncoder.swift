/// Encodes named members: a document's fields, or a map.
struct KeyedValueEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    private let node: EncodingNode

    init(_ node: EncodingNode) {
        self.node = node
        node.becomeMap()
    }

    var codingPath: [any CodingKey] { node.path }

    mutating func encodeNil(forKey key: Key) throws { node.append(key.stringValue, .value(.null)) }

    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try add(value, key) }

    // The standard library answers these two itself unless they are spelled out.
    mutating func encode(_ value: Int128, forKey key: Key) throws { try add(value, key) }
    mutating func encode(_ value: UInt128, forKey key: Key) throws { try add(value, key) }

    private func add(_ value: some Encodable, _ key: Key) throws {
        let part = try EncodingNode.part(value, depth: node.depth + 1, at: node.path + [key])
        node.append(key.stringValue, part)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(KeyedValueEncoder<Nested>(child(key)))
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        ListValueEncoder(child(key))
    }

    mutating func superEncoder() -> any Encoder { ValueEncoder(node: child(IndexKey(stringValue: "super"))) }

    mutating func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(node: child(key)) }

    private func child(_ key: any CodingKey) -> EncodingNode {
        let child = EncodingNode(depth: node.depth + 1, path: node.path + [key])
        node.append(key.stringValue, .node(child))
        return child
    }
}
