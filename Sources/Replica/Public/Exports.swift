// The few public types that live further down (`Value`, `RoleSet`, `Space`, `SpaceKind`, `CustomerSpaceID`) belong to this
// library's interface: who imports Replica sees them.
@_exported public import ReplicaCRDT
@_exported public import ReplicaDocuments
