import ReplicaCRDT

/// Who may write which collection, field and move; which fields are written once; machines and ranks. One numbered register
/// in `staff`: a delta is judged by the rules at the `staff` position that it cites, never by the newest known here.
package struct Rules: Hashable, Sendable {
    /// The kinds and checks that this program knows; rules that need a greater number make it wait.
    package static let knownFormat: Int64 = 1

    /// 1, 2, 3, …
    package let number: Int64
    /// What a program must know to judge by these rules.
    package let format: Int64
    /// The collections by name.
    package let collections: [String: CollectionRule]

    /// Rules from their parts; of two collections with one name the later holds.
    package init(number: Int64, format: Int64 = knownFormat, collections: [CollectionRule]) {
        self.number = number
        self.format = format
        self.collections = Dictionary(collections.map { ($0.name, $0) }) { $1 }
    }

    /// The rule of a field; nil if its collection or the field is unknown.
    package func rule(_ collection: String, _ path: String) -> FieldRule? {
        guard let collection = collections[collection] else { return nil }
        return collection.fields[path] ?? collection.fields[String(Change.field(of: path))]
    }
}
