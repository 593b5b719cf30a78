import ReplicaCRDT

/// What one property, element or member has become.
enum EncodedPart {
    /// A plain value.
    case value(Value)
    /// A field with a reading of its own.
    case field(FieldContent)
    /// Something that encodes itself, perhaps not yet completely.
    case node(EncodingNode)

    /// The part as a value.
    func value(at path: [any CodingKey]) throws -> Value {
        switch self {
        case .value(let value): return value
        case .node(let node): return try node.value()
        case .field(let content):
            guard let value = content.value else {
                throw EncodingNode.failure(content, path, "a counter is no value")
            }
            return value
        }
    }

    /// The part as a document's field.
    func field(at path: [any CodingKey]) throws -> FieldContent {
        switch self {
        case .value(let value): .register(value)
        case .field(let content): content
        case .node(let node): try node.field()
        }
    }
}
