package import ReplicaCRDT

extension DocumentStore {
    /// The first commit of a shop: root statement 1, the first admin's own member record, rules 1.
    package func found(
        _ statement: RootStatement, memberName: String, series: String, rules: Rules, at now: Moment
    ) throws(TransactionFailure) -> CommitReceipt? {
        var transaction = transaction()
        let root = DocumentKey(Collections.root, String(statement.serial))
        try transaction.set(DocumentAddress(.staff, root), Collections.statement, to: statement.value)
        let record = MemberRecord(key: statement.adminKey, role: .admin, series: series)
        try transaction.admit(record, as: crypto.node(of: statement.adminKey), named: memberName, in: .staff)
        try transaction.set(DocumentAddress(.staff, Collections.rulesKey), Collections.rules, to: rules.value)
        return try commit(transaction, at: now)
    }
}

extension Transaction {
    /// Admits a member: an admin in `staff`, a customer's device in the customer's space.
    package mutating func admit(
        _ record: MemberRecord, as node: NodeID, named name: String, in space: Space
    ) throws(TransactionFailure) {
        let address = DocumentAddress(space, DocumentKey(Collections.member, node.description))
        try set(address, Collections.record, to: record.value)
        try set(address, Collections.name, to: .text(name))
    }
}
