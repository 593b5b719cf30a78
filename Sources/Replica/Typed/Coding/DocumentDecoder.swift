import ReplicaCRDT

/// Decodes a document: its id and its fields.
struct DocumentDecoder: Decoder {
    let fields: StoredFields
    /// What stands in for absent fields.
    let template: [String: FieldContent]

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(DocumentFieldsDecoder(fields: fields, template: template))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw notNamed }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw notNamed }

    private var notNamed: DecodingError {
        .typeMismatch(
            [String: Any].self,
            .init(codingPath: [], debugDescription: "a document must decode itself from named fields"))
    }
}
