import Foundation
import ReplicaStorage
import Testing

/// The node's small files: replaced whole, and read only if nobody else could have written them.
@Suite struct DirectoryFileTests {
    @Test func `a file is written for us alone, replaced, read and removed`() throws {
        let directory = TemporaryDirectory()
        let file = DirectoryFile(directory: directory.node, name: "key")
        try file.write([1, 2, 3])
        #expect(try file.read() == [1, 2, 3])
        try file.write(Sample.bytes(1, count: 100_000))
        #expect(try file.read() == Sample.bytes(1, count: 100_000))
        try file.write([])
        #expect(try file.read() == [])
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.node + "/key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.node) == ["key"])
        try file.remove()
        #expect(try file.read() == nil)
        try file.remove()
    }

    @Test func `a symbolic link, a FIFO, a directory and an open file are refused`() throws {
        let directory = TemporaryDirectory()
        let file = DirectoryFile(directory: directory.path, name: "key")
        let path = directory.path + "/key"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
        #expect(throws: StorageError.untrusted(path: path, .symbolicLink)) { try file.read() }
        try directory.remove(path)
        try directory.makeFIFO(path)
        #expect(throws: StorageError.untrusted(path: path, .notARegularFile)) { try file.read() }
        try directory.remove(path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(throws: StorageError.untrusted(path: path, .notARegularFile)) { try file.read() }
        try directory.remove(path)
        try file.write([1])
        for mode in [0o640, 0o604, 0o620] {
            try directory.setMode(mode, of: path)
            #expect(throws: StorageError.untrusted(path: path, .openToOthers(mode: UInt32(mode)))) { try file.read() }
        }
    }

    @Test func `writing replaces a symbolic link and leaves what it points to`() throws {
        let directory = TemporaryDirectory()
        try directory.write([9], to: directory.path + "/bait")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path + "/key", withDestinationPath: directory.path + "/bait")
        let file = DirectoryFile(directory: directory.path, name: "key")
        try file.write([1])
        #expect(try file.read() == [1])
        #expect(try directory.content(directory.path + "/bait") == [9])
    }

    @Test func `a file longer than the limit is refused`() throws {
        let directory = TemporaryDirectory()
        let file = DirectoryFile(directory: directory.node, name: "token")
        try file.write([1, 2, 3, 4])
        #expect(try file.read(limit: 4) == [1, 2, 3, 4])
        #expect(throws: StorageError.self) { try file.read(limit: 3) }
    }

    @Test(arguments: ["", ".", "..", "a/b", "/etc/passwd", "a\0b"])
    func `a name that is no file name is refused`(name: String) {
        let directory = TemporaryDirectory()
        let file = DirectoryFile(directory: directory.path, name: name)
        #expect(throws: StorageError.invalid("not a file name: \(name)")) { try file.read() }
        #expect(throws: StorageError.invalid("not a file name: \(name)")) { try file.write([1]) }
        #expect(throws: StorageError.invalid("not a file name: \(name)")) { try file.remove() }
    }

    @Test func `a reader sees the old or the new, never a part`() async throws {
        let directory = TemporaryDirectory()
        let file = DirectoryFile(directory: directory.path, name: "state")
        let contents = [Sample.bytes(1, count: 50_000), Sample.bytes(2, count: 70_000)]
        try file.write(contents[0])
        async let writing: Void = {
            for number in 0..<200 { try file.write(contents[number % 2]) }
        }()
        var seen = 0
        for _ in 0..<200 {
            if let read = try file.read(), contents.contains(read) { seen += 1 }
        }
        try await writing
        #expect(seen == 200)
    }
}
