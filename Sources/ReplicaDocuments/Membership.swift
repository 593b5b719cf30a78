package import ReplicaCRDT

/// Who has been admitted, and since which position: so that a role can be told at any past one.
package struct Membership: Sendable {
    /// All admissions by node, the root's first, then ascending by position: the same on all nodes that know the same ones.
    package private(set) var admissions: [NodeID: [Admission]] = [:]

    mutating func add(_ admission: Admission) {
        let known = admissions[admission.node] ?? []
        let place = known.firstIndex { Membership.precedes(admission, $0) } ?? known.endIndex
        admissions[admission.node, default: []].insert(admission, at: place)
    }

    private static func precedes(_ left: Admission, _ right: Admission) -> Bool {
        if (left.rootSerial == nil) != (right.rootSerial == nil) { return left.rootSerial != nil }
        let (a, b) = (left.position, right.position)
        if a.replica != b.replica { return a.replica < b.replica }
        return a.seq == b.seq ? a.hash < b.hash : a.seq < b.seq
    }

    /// The admission that gives a node its role in a space, as far as `staff` and the space are covered. An admin's role
    /// comes from `staff`; a device's from its customer's space.
    func admission(of node: NodeID, in space: Space, past: VersionVector, staff: VersionVector) -> Admission? {
        guard let all = admissions[node] else { return nil }
        for admission in all where admission.space == .staff {
            if staff.covers(admission.position.replica, admission.position.seq) { return admission }
        }
        for admission in all where admission.space == space && space != .staff {
            if past.covers(admission.position.replica, admission.position.seq) { return admission }
        }
        return nil
    }

    /// Whether the root itself admitted a node, as far as `staff` is covered.
    func isFirstAdmin(_ node: NodeID, staff: VersionVector) -> Bool {
        admissions[node]?.contains {
            $0.rootSerial != nil && staff.covers($0.position.replica, $0.position.seq)
        } ?? false
    }

    /// The admission of a node that is shown: admin before customer, the last by position.
    package func current(_ node: NodeID) -> Admission? {
        let all = admissions[node]
        return all?.last { $0.space == .staff } ?? all?.last
    }

    /// The node's public key, as far as it is known.
    package func key(of node: NodeID) -> [UInt8]? { admissions[node]?.first?.record.key }

    /// All members, ascending by node.
    package var members: [NodeID] { admissions.keys.sorted() }
}
