import ReplicaCRDT

/// Limits that decide whether a delta is well formed or void. They are constants of the format and never settings, so
/// that every node judges alike.
package enum FormatLimits {
    /// Bytes of one delta, signature included.
    package static let deltaBytes = 512 * 1024
    /// Changes in one delta.
    package static let changes = 20_000
    /// Entries that one change replaces.
    package static let replaced = 4_096
    /// Positions in a context or commit record.
    package static let positions = 20_000
    /// Replicas that one delta names.
    package static let replicas = 8_192
    /// Parts of one commit.
    package static let parts = 4_096
    /// UTF-8 bytes of a collection's name.
    package static let collectionBytes = 64
    /// UTF-8 bytes of a document's id or an effect's name.
    package static let idBytes = 256
    /// UTF-8 bytes of a field path.
    package static let pathBytes = 256
    /// UTF-8 bytes of a user's name.
    package static let userBytes = 128
    /// Extensions of one delta.
    package static let extensions = 16

    /// Whether a name may stand in a delta: not empty, within `limit` bytes, normalization form C, no control characters.
    package static func isName(_ text: String, limit: Int) -> Bool {
        let utf8 = text.utf8
        guard !utf8.isEmpty, utf8.count <= limit else { return false }
        var isASCII = true
        for byte in utf8 {
            if byte < 0x20 || byte == 0x7F { return false }
            if byte >= 0x80 { isASCII = false }
        }
        return isASCII || text.isNormalizedC
    }
}
