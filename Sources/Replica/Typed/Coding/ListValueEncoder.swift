/// Encodes the elements of a list.
struct ListValueEncoder: UnkeyedEncodingContainer {
    private let node: EncodingNode

    init(_ node: EncodingNode) {
        self.node = node
        node.becomeList()
    }

    var codingPath: [any CodingKey] { node.path }
    var count: Int { node.count }

    mutating func encodeNil() throws { node.append(.value(.null)) }

    mutating func encode<T: Encodable>(_ value: T) throws { try add(value) }

    // The standard library answers these two itself unless they are spelled out.
    mutating func encode(_ value: Int128) throws { try add(value) }
    mutating func encode(_ value: UInt128) throws { try add(value) }

    private func add(_ value: some Encodable) throws {
        node.append(try EncodingNode.part(value, depth: node.depth + 1, at: node.path + [IndexKey(node.count)]))
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(KeyedValueEncoder<Nested>(child()))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { ListValueEncoder(child()) }

    mutating func superEncoder() -> any Encoder { ValueEncoder(node: child()) }

    private func child() -> EncodingNode {
        let child = EncodingNode(depth: node.depth + 1, path: node.path + [IndexKey(node.count)])
        node.append(.node(child))
        return child
    }
}
