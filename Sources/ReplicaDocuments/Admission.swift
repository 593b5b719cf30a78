package import ReplicaCRDT

/// One admission of a member, as an applied delta says it.
package struct Admission: Hashable, Sendable {
    /// The member.
    package let node: NodeID
    /// Its key, role and series.
    package let record: MemberRecord
    /// Where the admission stands: `staff` for an admin, the customer's space for a device.
    package let space: Space
    /// The delta that carries it.
    package let position: Position
    /// The serial of the root statement, if the root admitted it: a first admin.
    package let rootSerial: Int64?
}
