/// A type whose values are documents: a `Codable` struct, each of whose stored properties is a field.
///
/// ```swift
/// struct Product: Document {
///     static let collection = "product"
///     var id = DocumentID()
///     var sku: String, name: String
///     var threshold = 5
///     var stock = Counter()
/// }
/// ```
///
/// A plain property is a register of its own: two nodes that change different properties of one document while apart both
/// keep their change; of two changes of one property the later holds. A nested struct, an array or a dictionary is one
/// register as a whole. Other ways to merge are types: `Counter` adds up, `Kept` shows what a tie discarded, `MachineState`
/// follows a declared state machine. These three must be properties of the document itself. An optional that is nil is a field
/// that is absent or holds no value.
///
/// Supported are whole numbers that fit into 64 bits, `Bool`, `String`, finite `Double` and `Float` (negative zero becomes zero),
/// `[UInt8]` and `Data` (bytes), `Date` (kept to the microsecond), enums with raw values or associated values, and whatever
/// encodes itself into these. One value has at most 16 levels, one text or byte string at most 256 KiB, one transaction
/// 512 KiB. What does not fit is refused with ``ReplicaError/invalid(_:)`` and nothing is written.
///
/// A property's field has the name of its coding key. The key of `id` must be `id`; no property may be called `deleted`, which
/// is the field that deletes a document. Fields that a struct does not know, of a newer program, survive its reading and writing.
public protocol Document: Codable, Sendable, Identifiable where ID == DocumentID {
    /// The collection of the schema that the documents are in: 1 to 64 bytes.
    static var collection: String { get }

    /// The document's name in its collection and space. It is no field and never changes.
    var id: DocumentID { get }

    /// A document that lends its fields to those that were stored without them, by an older program for instance. Without
    /// one, a stored document that lacks a property that is not optional can't be read. Its counters and its id don't matter.
    static var template: Self? { get }
}

extension Document {
    /// No template.
    public static var template: Self? { nil }

    /// The document's full name, if it is in `space`.
    public func reference(in space: Space) -> DocumentReference { DocumentReference(space, Self.collection, id.text) }
}
