import Foundation

/// A directory of its own for one test, removed with all that is in it when the last reference goes.
final class TemporaryDirectory: Sendable {
    let path: String

    /// Made in memory where the system offers that, so that syncs cost nothing; `onDisk` where the file system matters.
    init(onDisk: Bool = false) {
        var base = FileManager.default.temporaryDirectory.path
        if !onDisk && FileManager.default.isWritableFile(atPath: "/dev/shm") { base = "/dev/shm" }
        path = base + "/replica-storage-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            fatalError("cannot make \(path): \(error)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The storage's directory, not made yet.
    var node: String { path + "/node" }

    /// The storage's database file.
    var database: String { node + "/replica.sqlite" }

    /// A file's content.
    func content(_ path: String) throws -> [UInt8] {
        // Not Data(contentsOf:), which leaks its buffer for an empty file.
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        return [UInt8](try handle.readToEnd() ?? Data())
    }

    /// Overwrites a file in place.
    func setContent(_ bytes: [UInt8], of path: String) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    /// Makes a file that only we may read.
    func write(_ bytes: [UInt8], to path: String) throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Removes a file.
    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

    /// Sets the permission bits of a file or directory.
    func setMode(_ mode: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// Gives a file or directory to another user; only root can.
    func give(_ path: String, to user: Int) throws {
        try FileManager.default.setAttributes([.ownerAccountID: user], ofItemAtPath: path)
    }

    /// Makes a FIFO that only we may use.
    func makeFIFO(_ path: String) throws {
        guard unsafe mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
