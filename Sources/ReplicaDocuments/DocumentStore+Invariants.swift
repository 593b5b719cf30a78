package import ReplicaCRDT

extension DocumentStore {
    /// Checks what must hold between any two events; returns what does not, for people. Run by tests and the simulator after
    /// every step; linear in the number of documents.
    package func brokenInvariants() -> [String] {
        var broken: [String] = []
        for (space, state) in spaces {
            for (replica, chain) in state.chains {
                if chain.past[replica] != chain.head.seq {
                    broken.append("\(space): a past of \(replica) is not its head")
                }
                if !state.frontier.vector.covers(chain.past) { broken.append("\(space): a past beyond the frontier") }
                if state.frontier[replica] != chain.head { broken.append("\(space): frontier and chain differ") }
            }
            for (collection, documents) in state.documents {
                for (id, document) in documents {
                    broken += brokenInvariants(document, "\(space)/\(collection)/\(id)", state.frontier.vector)
                }
            }
        }
        return broken
    }

    private func brokenInvariants(_ document: Document, _ name: String, _ vector: VersionVector) -> [String] {
        var broken: [String] = []
        for (index, cell) in document.cells.enumerated() {
            let dot = cell.entry.name.dot
            if !vector.covers(dot.replica, dot.seq) { broken.append("\(name): an entry beyond the frontier") }
            if index > 0, document.cells[index - 1].path > cell.path { broken.append("\(name): paths out of order") }
        }
        if Set(document.cells.map(\.entry.name)).count != document.cells.count {
            broken.append("\(name): doubled entry")
        }
        return broken
    }

    /// The state hash of a space computed anew from its live entries, for comparison with the kept one; void deltas are
    /// added by the caller from the log.
    package func recomputedHash(_ space: Space) -> StateHash {
        var hash = StateHash()
        for documents in spaces[space]?.documents.values.map(\.values) ?? [] {
            for document in documents { for cell in document.cells { hash.add(cell.entry.name) } }
        }
        return hash
    }
}
