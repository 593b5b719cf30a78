import ReplicaCRDT
import ReplicaDocuments

/// One field of a stored document, as a property's type reads it.
struct StoredField {
    let fields: StoredFields
    /// The field's path: the name of the property's coding key.
    let path: String
    /// What the type's template has there.
    let template: FieldContent?
    let codingPath: [any CodingKey]

    /// What it shows; nil if nobody has written it.
    var shown: Shown? { fields.shown(path) }

    /// Its declaration, if the schema says that it is a state machine.
    var machine: MachineDeclaration? { fields.machine(fields.reference.collection, path) }

    /// The values that a tie discarded.
    var losers: [Value] {
        let written = fields.document.entries(path).filter { if case .value = $0.payload { true } else { false } }
        return (RegisterReading(written)?.losers ?? []).compactMap {
            if case .value(let value) = $0.payload { value } else { nil }
        }
    }

    /// Its live entries.
    var seen: SeenEntries { SeenEntries(fields.document.entries(path).map(\.name.dot).sorted()) }

    /// An error for a type that can't read the field.
    func mismatch(_ type: any Any.Type, _ what: String) -> DecodingError {
        .typeMismatch(type, .init(codingPath: codingPath, debugDescription: what))
    }
}
