/// A type of property that is not one register with one value: it reads a field's entries itself and says what to write.
protocol DocumentField {
    /// Reads a field, which may be absent. Throws a `DecodingError` if it is of another kind.
    init(_ field: StoredField) throws

    /// What the property says now.
    func content() throws -> FieldContent
}
