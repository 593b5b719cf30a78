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
    private let length: Int

    /// Reads the header of a file in a directory.
    init(of name: String, in directory: borrowing TrustedDirectory) throws(StorageError) {
        let file = try OpenFile(name, in: directory.file.descriptor, shown: directory.path(of: name), flags: O_RDONLY)
        bytes = try file.read(count: 100, at: 0)
        length = try file.length()
    }

    /// Reads the header of a file.
    init(path: String) throws(StorageError) {
        let file = try OpenFile(path, shown: path, flags: O_RDONLY)
        bytes = try file.read(count: 100, at: 0)
        length = try file.length()
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

    /// Refuses a file that ends inside a page. Only without a log beside it: a copying that a full disk ended may leave
    /// half a page, which the log still has.
    func requireWholePages() throws(StorageError) {
        guard length % 4096 == 0 else { throw .damagedFile("it ends inside a page, after \(length) bytes") }
    }

    /// Refuses a file that is used with a write-ahead log: it may not be complete without it.
    func requireSnapshot() throws(StorageError) {
        guard bytes[18] == 1, bytes[19] == 1 else { throw .invalid("a database in use, not a snapshot") }
    }

    private func integer(at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
