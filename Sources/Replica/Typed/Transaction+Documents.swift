public import ReplicaDocuments

extension Transaction {
    /// A document with this transaction's writes; nil if nobody has written it, or it was deleted. Throws
    /// ``ReplicaError/invalid(_:)`` if it can't be read as the type.
    public func get<D: Document>(
        _ type: D.Type, _ id: DocumentID, in space: Space = .shop
    ) throws(ReplicaError) -> D? {
        guard let fields = stored(DocumentReference(space, D.collection, id.text)) else { return nil }
        return try DocumentCoding(type).decode(fields)
    }

    /// Writes a new document: every property that has a value. Throws ``ReplicaError/invalid(_:)`` if its id is taken, also by a
    /// document that was deleted, or if it has no property with a value; then this transaction goes on as if nothing had happened.
    public mutating func insert<D: Document>(_ document: D, in space: Space = .shop) throws(ReplicaError) {
        let reference = document.reference(in: space)
        if let there = inner.document(reference.address) {
            throw .invalid(
                there.isDeleted
                    ? "\(D.collection) \(document.id) was deleted: its id can't be used again."
                    : "There is a \(D.collection) \(document.id) already: update it, or choose another id.")
        }
        let fields = StoredFields(reference: reference, document: ReplicaDocuments.Document(), rules: store.rules)
        let edits = try DocumentEdits(fields, before: [:], after: DocumentCoding.fields(of: document), isNew: true)
            .edits
        guard !edits.isEmpty else {
            throw .invalid("\(D.collection) \(document.id) has no property with a value: there is nothing to write.")
        }
        try apply(edits, to: reference)
    }

    /// Changes a copy of a document and writes the fields that differ afterwards, counters by their difference; writes nothing
    /// if nothing differs. Throws ``ReplicaError/invalid(_:)`` if there is no such document, if it can't be read as the
    /// type, if a state machine or a counter was assigned, and what `change` throws; then this transaction goes on as if
    /// nothing had happened.
    public mutating func update<D: Document>(
        _ type: D.Type, _ id: DocumentID, in space: Space = .shop, _ change: (inout D) throws -> Void
    ) throws {
        let reference = DocumentReference(space, D.collection, id.text)
        let fields = try present(reference)
        var document = try DocumentCoding(type).decode(fields)
        let before = try DocumentCoding.fields(of: document)
        try change(&document)
        guard document.id == id else {
            throw ReplicaError.invalid("The id of \(D.collection) \(id) was assigned: an id never changes.")
        }
        let after = try DocumentCoding.fields(of: document)
        try apply(DocumentEdits(fields, before: before, after: after, isNew: false).edits, to: reference)
    }

    /// Deletes a document; a concurrent edit does not bring it back. False if there is none, and nothing is written.
    @discardableResult
    public mutating func delete<D: Document>(
        _ type: D.Type, _ id: DocumentID, in space: Space = .shop
    ) throws(ReplicaError) -> Bool {
        let reference = DocumentReference(space, D.collection, id.text)
        guard stored(reference) != nil else { return false }
        try delete(reference)
        return true
    }

    /// Moves a state machine from the state that it shows. Throws ``ReplicaError/refused(_:)`` if the schema declares no such
    /// transition, and ``ReplicaError/invalid(_:)`` if there is no such document. One move of a field in a transaction; whether
    /// this node's role may take it shows when the transaction ends.
    public mutating func move<D: Document, State>(
        _ type: D.Type, _ id: DocumentID, _ field: KeyPath<D, MachineState<State>>, to state: State,
        in space: Space = .shop
    ) throws(ReplicaError) {
        let reference = DocumentReference(space, D.collection, id.text)
        let document = try DocumentCoding(type).decode(present(reference))
        try move(reference, path(of: document[keyPath: field], D.self), to: state.rawValue)
    }

    /// Moves a state machine, if it still shows what it showed when `document` was read; else throws
    /// ``ReplicaError/stale(field:state:)`` with the state that it has now.
    public mutating func move<D: Document, State>(
        _ document: D, _ field: KeyPath<D, MachineState<State>>, to state: State, in space: Space = .shop
    ) throws(ReplicaError) {
        let reference = document.reference(in: space)
        _ = try present(reference)
        let seen = document[keyPath: field]
        try move(reference, path(of: seen, D.self), to: state.rawValue, seen: seen.seen)
    }

    private func path<State>(of state: MachineState<State>, _ type: any Any.Type) throws(ReplicaError) -> String {
        guard let path = state.path else {
            throw .invalid("The state of \(type) was not read from a node: read the document, then move it.")
        }
        return path
    }

    private func stored(_ reference: DocumentReference) -> StoredFields? {
        guard let document = inner.document(reference.address), !document.isDeleted else { return nil }
        return StoredFields(reference: reference, document: document, rules: store.rules)
    }

    private func present(_ reference: DocumentReference) throws(ReplicaError) -> StoredFields {
        guard let fields = stored(reference) else {
            throw .invalid("There is no \(reference.collection) \(reference.id) in \(reference.space).")
        }
        return fields
    }

    /// Writes all of the edits or, if one is refused, none.
    private mutating func apply(
        _ edits: [DocumentEdits.Edit], to reference: DocumentReference
    ) throws(ReplicaError) {
        for case .set(let path, let value) in edits { try check(value, path) }
        do throws(TransactionFailure) {
            try inner.attempt { (inner) throws(TransactionFailure) in
                for edit in edits {
                    switch edit {
                    case .set(let path, let value): try inner.set(reference.address, path, to: value)
                    case .add(let path, let amount): try inner.add(reference.address, path, amount)
                    }
                }
            }
        } catch { throw ReplicaError(error) }
    }
}
