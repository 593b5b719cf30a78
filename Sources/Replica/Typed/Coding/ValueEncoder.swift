import ReplicaCRDT

/// Encodes into a node of values: `Codable` to `Value`, without another format in between.
struct ValueEncoder: Encoder {
    let node: EncodingNode

    var codingPath: [any CodingKey] { node.path }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedValueEncoder(node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { ListValueEncoder(node) }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleValueEncoder(node: node) }
}
