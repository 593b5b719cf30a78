import ReplicaCRDT
import ReplicaDocuments

extension Node {
    /// What the node knows of itself and the others.
    public func status() async throws -> NodeStatus { try await loop.perform { $0.status() } }

    /// The fields whose concurrent writes a person should look at.
    public func conflicts() async throws -> [Conflict] { try await loop.perform { $0.conflicts() } }

    /// The newest changes that arrived and broke a rule, the newest first. O(n) in all of them; others get their turn.
    public func refusedChanges(limit: Int) async throws -> [RefusedChange] {
        var newest: [RefusedChange] = []
        while true {
            let after = newest.last?.order ?? 0
            let page = try await loop.perform { try $0.refused(after: after) }
            guard !page.isEmpty else { return newest.reversed() }
            newest = (newest + page).suffix(max(1, limit))
        }
    }

    /// Why a field shows what it shows.
    public func explain(_ reference: DocumentReference, _ path: String) async throws -> Explanation {
        try await loop.perform { try $0.explain(reference, path) }
    }

    /// All writes to a document, field by field, in the order of their paths.
    public func history(_ reference: DocumentReference) async throws -> [Explanation] {
        try await loop.perform { core in
            guard let document = core.store.document(reference.address) else { return [] }
            return try core.store.paths(document).map { try core.explain(reference, $0) }
        }
    }

    /// The name that a member was given; its id if it has none.
    public func memberName(_ id: String) async throws -> String {
        try await loop.perform { core in NodeID(id).map { core.memberName($0) } ?? id }
    }

    /// Verifies the signature and the chain of every stored change. O(n) in the length of the log; others get their turn.
    public func auditSignatures() async throws -> SignatureAudit {
        var audit = LogAudit()
        while true {
            let before = audit
            let (after, goesOn) = try await loop.perform { core in
                var audit = before
                let goesOn = try audit.step(core)
                return (audit, goesOn)
            }
            audit = after
            if !goesOn { return audit.result }
        }
    }
}
