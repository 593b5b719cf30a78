import Foundation
import ReplicaStorage
import Testing

/// The directory is ours, private, and used by one process at a time.
@Suite struct StorageDirectoryTests {
    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func `directories and files are made for us alone`() throws {
        let directory = TemporaryDirectory()
        let storage = try StorageFile.open(
            directory: directory.path + "/a/b/node//", configuration: Sample.configuration, digest: Sample.digest)
        try storage.commit(Sample.batch(1), durable: true)
        for name in ["a", "a/b", "a/b/node"] { #expect(try mode(directory.path + "/" + name) == 0o700) }
        for name in ["lock", "replica.sqlite", "replica.sqlite-wal"] {
            #expect(try mode(directory.path + "/a/b/node/" + name) == 0o600)
        }
    }

    @Test func `a directory that others may write to is refused`() throws {
        let directory = TemporaryDirectory()
        try Sample.open(directory).close()
        for mode in [0o777, 0o770, 0o722] {
            try directory.setMode(mode, of: directory.node)
            #expect(throws: StorageError.untrusted(path: directory.node, .openToOthers(mode: UInt32(mode)))) {
                try Sample.open(directory)
            }
        }
        try directory.setMode(0o755, of: directory.node)
        _ = try Sample.open(directory)
    }

    @Test func `a directory or database of another user is refused`() throws {
        let directory = TemporaryDirectory()
        // Only root can give files away; anybody else has root's directories at hand.
        guard geteuid() == 0 else {
            #expect(throws: StorageError.untrusted(path: "/usr", .otherOwner(0))) {
                try StorageFile.open(directory: "/usr", digest: Sample.digest)
            }
            return
        }
        try Sample.open(directory).close()
        try directory.give(directory.database, to: 65534)
        #expect(throws: StorageError.untrusted(path: directory.database, .otherOwner(65534))) {
            try Sample.open(directory)
        }
        try directory.give(directory.node, to: 65534)
        #expect(throws: StorageError.untrusted(path: directory.node, .otherOwner(65534))) { try Sample.open(directory) }
    }

    @Test func `a symbolic link instead of the directory is refused, one above it is followed`() throws {
        let directory = TemporaryDirectory()
        try Sample.open(directory).close()
        let link = directory.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: directory.node)
        for path in [link, link + "/"] {
            #expect(throws: StorageError.untrusted(path: link, .symbolicLink)) {
                try StorageFile.open(directory: path, digest: Sample.digest)
            }
        }
        let above = directory.path + "/above"
        try FileManager.default.createSymbolicLink(atPath: above, withDestinationPath: directory.path)
        _ = try StorageFile.open(directory: above + "/node", configuration: Sample.configuration, digest: Sample.digest)
    }

    @Test func `a file instead of the directory is refused`() throws {
        let directory = TemporaryDirectory()
        try directory.write([], to: directory.node)
        #expect(throws: StorageError.untrusted(path: directory.node, .notADirectory)) { try Sample.open(directory) }
    }

    @Test(arguments: ["replica.sqlite", "replica.sqlite-wal", "replica.sqlite-journal", "lock"])
    func `a symbolic link or a FIFO instead of a file is refused`(name: String) throws {
        let directory = TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.node, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let path = directory.node + "/" + name
        let bait = directory.path + "/bait"
        try directory.write([1, 2, 3], to: bait)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: bait)
        #expect(throws: StorageError.untrusted(path: path, .symbolicLink)) { try Sample.open(directory) }
        try directory.remove(path)
        try directory.makeFIFO(path)
        #expect(throws: StorageError.untrusted(path: path, .notARegularFile)) { try Sample.open(directory) }
        #expect(try directory.content(bait) == [1, 2, 3])
    }

    @Test func `a database that others may write to is refused`() throws {
        let directory = TemporaryDirectory()
        try Sample.open(directory).close()
        try directory.setMode(0o666, of: directory.database)
        #expect(throws: StorageError.untrusted(path: directory.database, .openToOthers(mode: 0o666))) {
            try Sample.open(directory)
        }
    }

    @Test func `a second opening is refused at once, naming the process, until the first is closed`() throws {
        let directory = TemporaryDirectory()
        let first = try Sample.open(directory)
        #expect(throws: StorageError.alreadyRunning(processID: getpid())) { try Sample.open(directory) }
        try first.commit(Sample.batch(1), durable: true)
        first.close()
        #expect(try Sample.open(directory).wholeCommits() == 1)
    }

    @Test func `another process is refused at once, naming ours`() async throws {
        let directory = TemporaryDirectory()
        let first = try Sample.open(directory)
        let node = directory.node
        let ours = getpid()
        await #expect(processExitsWith: .exitCode(42)) { [node = node as String, ours = ours as Int32] in
            do {
                _ = try StorageFile.open(directory: node, configuration: Sample.configuration, digest: Sample.digest)
            } catch StorageError.alreadyRunning(processID: ours) {
                exit(42)
            }
        }
        first.close()
    }

    @Test func `a path with a zero byte and an empty one are refused`() {
        for path in ["", "/tmp/a\0b"] {
            let error = #expect(throws: StorageError.self) {
                try StorageFile.open(directory: path, digest: Sample.digest)
            }
            guard case .invalid = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }
}
