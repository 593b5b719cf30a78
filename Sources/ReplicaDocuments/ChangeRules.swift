import ReplicaCRDT

/// What the rules say of one collection after the other, and what a space has of it, looked up once a collection: most
/// changes of a delta are to documents of the collection before.
struct ChangeRules {
    private let rules: Rules?
    private let space: SpaceState?
    private var collection: String?
    /// What the shop's rules say of the collection.
    private(set) var declared: CollectionRule?
    /// Whether the collection is one of the format's own.
    private(set) var isReserved = false

    /// The space's documents of the collection, by id; nil if it has none.
    private(set) var documents: [String: Document]?

    /// Looks up in rules and in a space; nil for what is not known here.
    init(_ rules: Rules?, in space: SpaceState?) {
        self.rules = rules
        self.space = space
    }

    /// Goes to a change's collection.
    mutating func turn(to collection: String) {
        guard collection != self.collection else { return }
        self.collection = collection
        declared = rules?.collections[collection]
        documents = space?.documents[collection]
        isReserved = Collections.isReserved(collection)
    }

    /// Whether documents of the collection are born with write-once fields.
    var isBorn: Bool { isReserved ? collection != Collections.rules : declared?.isBorn ?? false }

    /// What the shop's rules say of a field.
    func rule(_ path: String) -> FieldRule? {
        guard let declared else { return nil }
        return declared.fields[path] ?? declared.fields[String(Change.field(of: path))]
    }

    /// Whether a field is written with its document only.
    func isOnce(_ path: String) -> Bool {
        guard let collection else { return false }
        return Collections.rule(collection, Change.field(of: path))?.once ?? rule(path)?.once ?? false
    }
}
