#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A small file in the node's directory that only we may read: the key, a token, a setting.
///
/// It is replaced as a whole or not at all, and read only if it is what only we could have written.
package struct DirectoryFile: Equatable, Sendable {
    /// The directory's path.
    package let directory: String
    /// The file's name in it.
    package let name: String

    /// Names a file; nothing is touched. The name must be one path component, which is checked when it is used.
    package init(directory: String, name: String) {
        self.directory = directory
        self.name = name
    }

    /// The content, or nil if there is no such file.
    ///
    /// - Throws: `.untrusted` for a symbolic link, another owner, anything but a regular file, or a file or directory open
    ///   to others; `.invalid` if it is longer than `limit` bytes; `.system`.
    package func read(limit: Int = 1 << 20) throws(StorageError) -> [UInt8]? {
        try requireName()
        let parent = try TrustedDirectory(directory, creating: false)
        guard let file = try parent.open(name, flags: O_RDONLY) else { return nil }
        try file.requireOwnFile(secret: true)
        let length = try file.length()
        guard length <= limit else { throw .invalid("\(file.path) is longer than \(limit) bytes") }
        return try file.read(count: length, at: 0)
    }

    /// Replaces the content: a reader, and a crash at any moment, finds the old or the new. The new is on the disk when
    /// this returns; when it throws, the old is still there unless the error is `fsync`'s of the directory.
    package func write(_ bytes: [UInt8]) throws(StorageError) {
        try requireName()
        let parent = try TrustedDirectory(directory, creating: true)
        // With our number in its name, so that two processes cannot put half of each other's file in place.
        let temporary = "\(name).\(getpid()).new"
        do {
            let file = try parent.createFresh(temporary)
            try file.write(bytes, at: 0)
            try file.sync()
        } catch {
            try? parent.remove(temporary)
            throw error
        }
        try parent.rename(temporary, to: name)
    }

    /// Removes the file durably; one that is not there is no error.
    package func remove() throws(StorageError) {
        try requireName()
        let parent = try TrustedDirectory(directory, creating: false)
        try parent.remove(name)
        try parent.file.sync()
    }

    private func requireName() throws(StorageError) {
        guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(0)
        else { throw .invalid("not a file name: \(name)") }
    }
}
