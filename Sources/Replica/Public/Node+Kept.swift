import ReplicaDocuments
import ReplicaStorage

/// What a program keeps beside the documents for the user of this node, such as what was looked at: on this node's disk, never sent.
extension Node {
    /// The most bytes of a name.
    public static let keptNameBytes = 256
    /// The most bytes of one value.
    public static let keptValueBytes = 4_096

    /// Keeps values by name; nil forgets one. It survives the process; after a power cut the last ones may be gone.
    public func keep(_ values: [String: [UInt8]?]) async throws {
        for (name, value) in values {
            guard (1...Self.keptNameBytes).contains(name.utf8.count), (value?.count ?? 0) <= Self.keptValueBytes else {
                throw ReplicaError.invalid(
                    "What is kept has a name of 1 to \(Self.keptNameBytes) bytes and at most \(Self.keptValueBytes) bytes."
                )
            }
        }
        try await loop.perform { core in
            core.ownRecords += values.map { name, value in
                StoredRecord(table: RecordTable.kept.rawValue, key: Array(name.utf8), value: value)
            }
        }
    }

    /// Everything that is kept.
    public func kept() async throws -> [String: [UInt8]] {
        try await loop.perform { core in
            var found: [String: [UInt8]] = [:]
            do throws(StorageError) {
                _ = try core.file.records(table: RecordTable.kept.rawValue) { key, value in
                    found[String(decoding: key, as: UTF8.self)] = value
                }
            } catch { throw ReplicaError(error) }
            return found
        }
    }
}
