package import ReplicaDocuments

/// The documents that hold the keys of beacons, one for each audience: written by the driver, read by the protocol.
package enum DiscoveryKey {
    /// The collection of all of them.
    static let collection = "discovery"
    /// The admins' document, in `shop`.
    package static let admins = DocumentKey(collection, "admins")
    /// A customer's document, in its space.
    package static let devices = DocumentKey(collection, "devices")
    /// The register with 32 random bytes.
    package static let field = "key"
}
