import ReplicaCRDT

extension DocumentStore {
    /// What a delta follows, and what its author may do there. Its predecessor and context must be here.
    func standing(of delta: Delta) -> Standing {
        let chain = spaces[delta.space]?.chains[delta.replica]
        var past = chain?.past ?? VersionVector()
        for position in delta.context { past.raise(position.replica, to: position.seq) }
        var staff = delta.space == .staff ? past : chain?.staff ?? VersionVector()
        for position in delta.staffContext { staff.raise(position.replica, to: position.seq) }
        let admission = membership.admission(of: delta.replica.node, in: delta.space, past: past, staff: staff)
        let root = admission == nil ? ownRootStatement(of: delta) : nil
        return Standing(
            past: past, staff: staff, role: root != nil ? .admin : admission?.record.role,
            key: root?.adminKey ?? admission?.record.key, root: root, rules: rules(at: staff))
    }

    /// The version of the rules that holds at a position of `staff`.
    private func rules(at staff: VersionVector) -> RulesVersion? {
        if rulesVersions.count == 1, let only = rulesVersions.first {
            return staff.covers(only.position.replica, only.position.seq) ? only : nil
        }
        return rulesVersions.filter { staff.covers($0.position.replica, $0.position.seq) }.max { $0.precedes($1) }
    }

    /// The valid root statement by which a `staff` delta admits its own author.
    private func ownRootStatement(of delta: Delta) -> RootStatement? {
        guard delta.space == .staff else { return nil }
        for change in delta.changes where change.document.collection == Collections.root {
            guard change.path == Collections.statement, case .value(let value) = change.payload,
                let statement = RootStatement(value), crypto.node(of: statement.adminKey) == delta.replica.node,
                statement.isValid(in: shop, by: crypto)
            else { continue }
            return statement
        }
        return nil
    }

    /// Whether an admin's part waits for the `shop` part of its commit on this node.
    func needsCommit(_ delta: Delta, _ standing: Standing) -> Bool {
        holding.isAdmin && delta.space != .shop && standing.role == .admin && standing.root == nil
    }
}
