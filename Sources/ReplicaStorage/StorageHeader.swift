#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The first 100 bytes of a database file, read without SQLite, which might write to a file that is not ours.
///
/// Files of ours are renamed into place complete, so the mark and a format number are in the file itself and not only
/// in its log.
struct StorageHeader {
    private let bytes: [UInt8]

    /// Reads the header of a file in a directory.
    init(of name: String, in directory: borrowing TrustedDirectory) throws(StorageError) {
        let file = try OpenFile(name, in: directory.file.descriptor, shown: directory.path(of: name), flags: O_RDONLY)
        bytes = try file.read(count: 100, at: 0)
    }

    /// Reads the header of a file.
    init(path: String) throws(StorageError) {
        let file = try OpenFile(path, shown: path, flags: O_RDONLY)
        bytes = try file.read(count: 100, at: 0)
    }

    /// Refuses a file that is no SQLite database, another application's, or of a newer format.
    func requireOurs(supported: Int32) throws(StorageError) {
        guard bytes.count == 100 else { throw .damagedFile("it ends after \(bytes.count) bytes") }
        guard bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw .damagedFile("it is no SQLite database")
        }
        let applicationID = integer(at: 68)
        guard applicationID == StorageSchema.applicationID else { throw .foreignDatabase(applicationID: applicationID) }
        let version = Int32(bitPattern: integer(at: 60))
        guard version > 0 else { throw .damagedFile("format number \(version)") }
        guard version <= supported else { throw .newerFormat(found: version, supported: supported) }
    }

    private func integer(at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
