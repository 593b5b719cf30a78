package import ReplicaCRDT

/// Who has been admitted, and since which position: so that a role can be told at any past one.
package struct Membership: Sendable {
    /// All admissions, by node, in order of application.
    package private(set) var admissions: [NodeID: [Admission]] = [:]

    mutating func add(_ admission: Admission) {
        admissions[admission.node, default: []].append(admission)
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

    /// The newest admission of a node known here; admin before customer.
    package func current(_ node: NodeID) -> Admission? {
        let all = admissions[node]
        return all?.last { $0.space == .staff } ?? all?.last
    }

    /// The node's public key, as far as it is known.
    package func key(of node: NodeID) -> [UInt8]? { admissions[node]?.first?.record.key }

    /// All members, ascending by node.
    package var members: [NodeID] { admissions.keys.sorted() }
}
