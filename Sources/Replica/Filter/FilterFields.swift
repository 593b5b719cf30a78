/// The fields that a filter can ask rows of one sort for.
public struct FilterFields<Row>: Sendable {
    /// One field.
    public struct Field: Sendable {
        /// Its name; parts of it are separated by points.
        public let name: String
        /// What sort of values it has.
        public let kind: FilterKind
        /// Reads it.
        let value: @Sendable (Row) -> FilterValue

        /// A field from its parts.
        public init(_ name: String, _ kind: FilterKind, _ value: @escaping @Sendable (Row) -> FilterValue) {
            self.name = name
            self.kind = kind
            self.value = value
        }
    }

    /// Finds a field by the names between its points; nil if there is none.
    typealias Finder = @Sendable ([String]) -> Field?

    /// The names that are known, for suggestions; in the order of their telling.
    public let names: [String]
    private let finder: Finder

    /// Those fields and no others. Traps if two have one name.
    public init(_ fields: [Field]) {
        let named = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
        self.init(names: fields.map(\.name)) { named[$0.joined(separator: ".")] }
    }

    /// Fields that are found by a rule.
    init(names: [String], finder: @escaping Finder) {
        self.names = names
        self.finder = finder
    }

    /// The field of a filter, or why there is none.
    func field(_ path: FilterPath) throws(FilterError) -> Field {
        if let field = finder(path.names) { return field }
        let nearest = Suggestion.closest(to: path.text, in: names) ?? names.first { $0.hasPrefix(path.text + ".") }
        throw FilterError(
            .unknownField, at: path.position, "There is no field \(path.text).",
            hint: (nearest.map { "Did you mean \($0)? " } ?? "")
                + (names.isEmpty ? "" : "There are \(names.joined(separator: ", "))."))
    }
}
