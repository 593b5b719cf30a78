package import ReplicaCRDT
package import ReplicaDocuments

/// All that a reader of a store can see of its documents, in one order: two stores with equal views show the same.
package struct StoreView: Hashable, Sendable {
    /// One field of one document.
    package struct Line: Hashable, Sendable {
        /// Which document.
        package let address: DocumentAddress
        /// Which field.
        package let path: String
        /// What it shows.
        package let shown: Value?
        /// Its live entries, ascending by name.
        package let entries: [Entry]
    }

    /// Ascending by address and path.
    package let lines: [Line]
    /// Documents with a conflict, ascending.
    package let conflicted: [DocumentAddress]

    /// What a store shows, in all spaces or in some.
    package init(of store: DocumentStore, in some: Set<Space>? = nil) {
        var lines: [Line] = []
        for space in store.spaces.keys.sorted() where some?.contains(space) ?? true {
            let documents = store.spaces[space]!.documents
            for collection in documents.keys.sorted() {
                for id in documents[collection]!.keys.sorted() {
                    let document = documents[collection]![id]!
                    for path in store.paths(document) {
                        lines.append(
                            Line(
                                address: DocumentAddress(space, DocumentKey(collection, id)), path: path,
                                shown: store.shown(document, collection, path)?.asValue,
                                entries: document.entries(path).sorted { $0.name < $1.name }))
                    }
                }
            }
        }
        self.lines = lines
        conflicted = store.conflicted.filter { some?.contains($0.space) ?? true }.sorted()
    }

    /// A digest of all of it, equal in every process.
    package var digest: UInt64 {
        var digest = SimulatedDigest()
        for line in lines {
            digest.absorb(line.address.space.bytes)
            digest.absorb(line.address.key.description)
            digest.absorb(line.path)
            var writer = ByteWriter(capacity: 64)
            line.shown?.encode(into: &writer)
            for entry in line.entries {
                entry.name.dot.replica.encode(into: &writer)
                writer.varint(entry.name.dot.seq)
                writer.varint(UInt64(entry.name.dot.index))
                entry.name.hash.encode(into: &writer)
            }
            digest.absorb(writer.bytes)
        }
        for address in conflicted { digest.absorb(address.key.description) }
        return digest.value
    }
}
