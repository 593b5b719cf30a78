public import ReplicaDocuments

extension Node {
    /// Writes one transaction that returns nothing. Returns when it is on disk; throws if a rule refuses it, and then nothing was
    /// changed. With an `operation`, a repetition changes nothing.
    @discardableResult
    public func write(
        as user: String = "", operation: OperationKey? = nil,
        _ body: @escaping @Sendable (inout Transaction) throws -> Void
    ) async throws -> Receipt<Void> {
        let receipt: Receipt<Bool> = try await write(as: user, operation: operation) { transaction in
            try body(&transaction)
            return true
        }
        return Receipt(
            value: (), operation: receipt.operation, isRepetition: receipt.isRepetition, feedSeq: receipt.feedSeq,
            positions: receipt.positions, node: receipt.node)
    }

    /// The documents of a type that match, at once, and again after each change that concerns them.
    ///
    /// Without a space, those of all spaces of this node. The condition is called away from the node's thread and must depend on
    /// nothing but the document. Each loop over the result is an observation of its own; see ``DocumentUpdates``.
    public func observe<D: Document>(
        _ type: D.Type, in space: Space? = nil, where matches: @escaping @Sendable (D) -> Bool = { _ in true }
    ) -> DocumentUpdates<D> {
        DocumentUpdates(node: self, collection: D.collection, space: space) { () throws(ReplicaError) in
            let coding = try DocumentCoding(type)
            return { fields throws(ReplicaError) in
                let document = try coding.decode(fields)
                return matches(document) ? document : nil
            }
        }
    }

    /// The documents of a collection that match, without a type: at once, and again after each change that concerns them.
    public func observe(
        collection: String, in space: Space? = nil,
        where matches: @escaping @Sendable (DocumentView) -> Bool = { _ in true }
    ) -> DocumentUpdates<DocumentView> {
        DocumentUpdates(node: self, collection: collection, space: space) { () throws(ReplicaError) in
            { fields throws(ReplicaError) in
                let view = DocumentView(fields.reference, fields.document, in: fields)
                return matches(view) ? view : nil
            }
        }
    }
}
