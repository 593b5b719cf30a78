/// Names that a document's coding keys have a meaning by.
enum DocumentFieldName {
    /// The key of the id, which is no field.
    static let id = "id"
}
