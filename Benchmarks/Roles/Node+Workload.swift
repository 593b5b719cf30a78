import Replica

extension Node {
    /// Writes products as one transaction.
    func create(_ products: Range<Int>) async throws {
        _ = try await write { transaction in
            for product in products {
                let reference = DocumentReference(.shop, Workload.collection, Workload.id(product))
                for (index, field) in Workload.fields.enumerated() {
                    try transaction.set(reference, field, to: .text(Workload.firstText(index, of: product)))
                }
                try transaction.add(reference, Workload.stock, Workload.firstStock)
            }
            return 0
        }
    }

    /// Applies updates as one transaction.
    func apply(_ updates: [Workload.Update]) async throws {
        _ = try await write { transaction in
            for update in updates {
                let reference = DocumentReference(.shop, Workload.collection, Workload.id(update.product))
                switch update.change {
                case .add(let amount): try transaction.add(reference, Workload.stock, amount)
                case .set(let field, let text):
                    try transaction.set(reference, Workload.fields[field], to: .text(text))
                }
            }
            return 0
        }
    }

    /// Writes a numbered change.
    func mark(_ tag: Int) async throws -> Receipt<Int> {
        try await write { transaction in
            try transaction.set(NodeRole.marked, "note", to: .integer(Int64(tag)))
            return 0
        }
    }
}
