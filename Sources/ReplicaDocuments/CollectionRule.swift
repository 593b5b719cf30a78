/// What the rules say of one collection.
package struct CollectionRule: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// In which kind of space its documents live.
    package let home: SpaceKind
    /// Its fields by name.
    package let fields: [String: FieldRule]
    /// Whether its documents are born with write-once fields.
    package let isBorn: Bool

    /// A rule from its parts; of two fields with one name the later holds.
    package init(_ name: String, in home: SpaceKind, fields: [FieldRule]) {
        self.name = name
        self.home = home
        self.fields = Dictionary(fields.map { ($0.name, $0) }) { $1 }
        isBorn = fields.contains(where: \.once)
    }
}
