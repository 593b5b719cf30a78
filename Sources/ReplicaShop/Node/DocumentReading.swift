import Replica

/// What a snapshot and a transaction have in common: documents by name, and the indexes of the state before the
/// transaction.
protocol DocumentReading {
    /// A document, with the transaction's own writes.
    func document(_ reference: DocumentReference) -> DocumentView?
    /// The store, without the transaction's writes.
    var snapshot: Snapshot { get }
}

extension Transaction: DocumentReading {}

extension Snapshot: DocumentReading {
    var snapshot: Snapshot { self }
}

extension DocumentReading {
    /// The shop's settings: of the shop, or on a customer's node the copy in its space.
    func settings() throws(ShopError) -> ShopSettings {
        if let document = document(ShopSettings.reference), let found = ShopSettings(document, { document[$0] }) {
            return found
        }
        for space in snapshot.spaces {
            let profile = DocumentReference(space, ShopCollection.profile, ShopCollection.profileID)
            if let document = document(profile), let shop = document["shop"],
                let found = ShopSettings(document, { shop[$0] })
            {
                return found
            }
        }
        throw .trade(.noSettings)
    }

    /// The document of an indexed key, as this transaction leaves it.
    func keyed(_ collection: String, _ path: String, _ key: String) -> DocumentView? {
        snapshot.lookup(collection, path, .text(key)).lazy.compactMap { document($0.reference) }.first
    }

    /// The document of a collection in one space by its id or the beginning of it; nil if there is none.
    func identified(
        _ collection: String, in spaces: [Space], _ text: String, as thing: ShopThing
    ) throws(ShopError) -> DocumentView? {
        for space in spaces {
            if let found = document(DocumentReference(space, collection, text)) { return found }
        }
        guard text.utf8.count >= ShopNode.shortestPrefix else { return nil }
        var found: [DocumentView] = []
        for space in spaces {
            for id in snapshot.ids(collection, in: space) where id.utf8.starts(with: text.utf8) {
                if let view = document(DocumentReference(space, collection, id)) { found.append(view) }
            }
        }
        guard found.count < 2 else { throw .trade(.ambiguous(thing, text)) }
        return found.first
    }
}
