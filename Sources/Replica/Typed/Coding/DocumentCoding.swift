import ReplicaCRDT
import ReplicaDocuments

/// Turns documents of one type into fields, and stored fields into documents. Holds the type's template, encoded once.
struct DocumentCoding<D: Document>: Sendable {
    private let template: [String: FieldContent]

    init(_ type: D.Type = D.self) throws(ReplicaError) { template = try type.template.map(Self.fields) ?? [:] }

    /// A stored document as a value of the type.
    func decode(_ fields: StoredFields) throws(ReplicaError) -> D {
        do { return try D(from: DocumentDecoder(fields: fields, template: template)) } catch {
            let reference = fields.reference
            throw .invalid(
                "\(reference.collection) \(reference.id) in \(reference.space) can't be read as \(D.self): "
                    + Self.words(error))
        }
    }

    /// A document's fields, without its id and without those that hold no value.
    static func fields(of document: D) throws(ReplicaError) -> [String: FieldContent] {
        let node = EncodingNode(depth: -1, path: [])
        var fields: [String: FieldContent]
        do {
            try document.encode(to: ValueEncoder(node: node))
            fields = try node.fields()
        } catch { throw .invalid("\(D.collection) \(document.id) can't be written: \(words(error))") }
        guard fields.removeValue(forKey: DocumentFieldName.id) == .register(.text(document.id.text)) else {
            throw .invalid("\(D.self) must encode its id with the key “\(DocumentFieldName.id)”.")
        }
        guard fields[Collections.deleted] == nil else {
            throw .invalid("\(D.self) has a property “\(Collections.deleted)”: this name is the field that deletes.")
        }
        return fields
    }

    /// An error of `Codable` in words: which property, and what is wrong with it.
    private static func words(_ error: any Error) -> String {
        let (path, what): ([any CodingKey], String)
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            (path, what) = (context.codingPath + [key], "it is missing")
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            (path, what) = (context.codingPath, context.debugDescription)
        case EncodingError.invalidValue(_, let context):
            (path, what) = (context.codingPath, context.debugDescription)
        default: return "\(error)"
        }
        return path.isEmpty ? what : path.map(\.stringValue).joined(separator: ".") + ": " + what
    }
}
