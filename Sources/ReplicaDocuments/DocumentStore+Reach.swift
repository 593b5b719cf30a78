package import ReplicaCRDT

// Reach: which members are known to have a document's latest change on disk. It follows from the positions that they
// acknowledged, never from being connected, and is kept by space, never by document.
extension DocumentStore {
    /// Takes note of what a member says that it has on disk. Positions beyond our own are kept as they are.
    package func acknowledge(_ node: NodeID, _ space: Space, _ frontier: Frontier) {
        guard acknowledged[node]?[space] != frontier else { return }
        acknowledged[node, default: [:]][space] = frontier
        var key = ByteWriter(capacity: 33)
        key.raw(node.bytes)
        space.encode(into: &key)
        var value = ByteWriter(capacity: 256)
        frontier.encode(into: &value)
        pending.records.append(.init(table: .acknowledgement, key: key.bytes, value: value.bytes))
    }

    /// The members entitled to a space, this node aside, ascending.
    package func members(entitledTo space: Space) -> [NodeID] {
        membership.members.filter { $0 != replica.node && isEntitled($0, to: space) }
    }

    /// Whether a member may have a space, as far as is known here.
    package func isEntitled(_ node: NodeID, to space: Space) -> Bool {
        guard let admissions = membership.admissions[node] else { return false }
        return space == .staff || admissions.contains { $0.space == .staff || $0.space == space }
    }

    /// The members known to have all live entries of a document on disk, this node aside.
    package func reached(_ address: DocumentAddress) -> [NodeID] {
        guard let document = document(address) else { return [] }
        return members(entitledTo: address.space).filter { node in
            let frontier = acknowledged[node]?[address.space]
            return document.cells.allSatisfy { has(node, frontier, $0.entry.name.dot.replica, $0.entry.name.dot.seq) }
        }
    }

    /// The members known to have a delta on disk, this node aside.
    package func reached(_ space: Space, _ position: Position) -> [NodeID] {
        members(entitledTo: space).filter { has($0, acknowledged[$0]?[space], position.replica, position.seq) }
    }

    /// Whether a member said that it has a delta on disk.
    package func hasAcknowledged(_ node: NodeID, _ space: Space, _ position: Position) -> Bool {
        acknowledged[node]?[space]?.seq(of: position.replica) ?? 0 >= position.seq
    }

    /// Whether a member has a delta on disk: it said so, or it made it (nothing is sent before it is on its author's disk).
    private func has(_ node: NodeID, _ frontier: Frontier?, _ replica: ReplicaID, _ seq: UInt64) -> Bool {
        replica.node == node || (frontier?.seq(of: replica) ?? 0) >= seq
    }

    /// How many of the deltas made by this node (as any incarnation) a member may have and is not known to have.
    package func pendingChanges(for node: NodeID) -> UInt64 {
        var missing: UInt64 = 0
        for (space, state) in spaces where isEntitled(node, to: space) {
            let theirs = acknowledged[node]?[space]
            for position in state.frontier.positions where position.replica.node == replica.node {
                let known = theirs?.seq(of: position.replica) ?? 0
                if position.seq > known { missing += position.seq - known }
            }
        }
        return missing
    }
}
