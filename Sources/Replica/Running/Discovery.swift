import ReplicaDocuments

/// The documents that hold the keys of beacons: one for admins in `shop`, one in each customer's space.
enum Discovery {
    /// In `shop`.
    static let adminsKey = DocumentKey("discovery", "admins")
    /// In a customer's space.
    static let devicesKey = DocumentKey("discovery", "devices")
    /// The register with 32 random bytes.
    static let field = "key"
}
