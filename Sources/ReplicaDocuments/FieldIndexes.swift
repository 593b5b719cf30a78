package import ReplicaCRDT

/// Looks documents up by the value that a field shows; kept in memory, rebuilt at start-up.
package struct FieldIndexes: Sendable {
    /// Which field of which collection is looked up by.
    package struct Name: Hashable, Sendable {
        /// The collection.
        package let collection: String
        /// The field's path.
        package let path: String

        /// A name from its parts.
        package init(_ collection: String, _ path: String) {
            self.collection = collection
            self.path = path
        }
    }

    private var tables: [Name: [Value: Set<DocumentAddress>]]

    init(_ names: [Name]) {
        tables = Dictionary(names.map { ($0, [:]) }) { $1 }
    }

    /// Whether a field is looked up by.
    func covers(_ collection: String, _ path: String) -> Bool {
        !tables.isEmpty && tables[Name(collection, path)] != nil
    }

    /// Forgets all documents.
    mutating func empty() {
        tables = tables.mapValues { _ in [:] }
    }

    mutating func change(_ address: DocumentAddress, _ path: String, from old: Value?, to new: Value?) {
        let name = Name(address.key.collection, path)
        guard tables[name] != nil, old != new else { return }
        if let old {
            tables[name]![old]?.remove(address)
            if tables[name]![old]?.isEmpty == true { tables[name]![old] = nil }
        }
        if let new { tables[name]![new, default: []].insert(address) }
    }

    /// The documents whose field shows a value, ascending; nil if the field is not indexed.
    package func documents(_ name: Name, _ value: Value) -> [DocumentAddress]? {
        tables[name].map { ($0[value] ?? []).sorted() }
    }
}
