import Foundation
import ReplicaStorage
import Testing

/// A snapshot is one file that shows one state, made while writing goes on.
@Suite struct StorageSnapshotTests {
    @Test func `a snapshot holds everything, can be checked, and opens as a storage of its own`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        for number in 1...30 { try storage.commit(Sample.batch(number), durable: false) }
        let path = directory.path + "/backup"
        try storage.snapshot(to: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["backup", "node"])
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let snapshot = try StorageFile.openSnapshot(path: path, digest: Sample.digest)
        #expect(try snapshot.wholeCommits() == 30)
        #expect(try snapshot.check().isSound)
        #expect(throws: StorageError.failed("opened for reading only")) {
            try snapshot.commit(Sample.batch(31), durable: true)
        }
        snapshot.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["backup", "node"])
        try storage.commit(Sample.batch(31), durable: true)
        storage.close()

        let restored = TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: restored.node, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        try FileManager.default.copyItem(atPath: path, toPath: restored.database)
        let again = try Sample.open(restored)
        #expect(try again.wholeCommits() == 30)
        try again.commit(Sample.batch(31), durable: true)
        again.close()
        #expect(try Sample.open(restored).wholeCommits() == 31)
    }

    @Test func `what is committed between the steps is in the snapshot as well`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        for number in 1...30 { try storage.commit(Sample.batch(number), durable: false) }
        let snapshot = try storage.beginSnapshot(at: directory.path + "/backup")
        var number = 30
        while try !snapshot.step(pages: 1) {
            // Commits that checkpoint, which must not disturb the copying either.
            for _ in 0..<2 where number < 60 {
                number += 1
                try storage.commit(Sample.batch(number), durable: number % 2 == 0)
            }
        }
        #expect(number > 40)
        #expect(snapshot.progress.remaining == 0)
        #expect(try snapshot.step(pages: 3))
        let copy = try StorageFile.openSnapshot(path: directory.path + "/backup", digest: Sample.digest)
        #expect(try copy.wholeCommits() == number)
        #expect(try copy.check().isSound)
        #expect(try storage.wholeCommits() == number)
    }

    @Test func `a snapshot that is dropped leaves nothing`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        for number in 1...30 { try storage.commit(Sample.batch(number), durable: false) }
        do {
            let snapshot = try storage.beginSnapshot(at: directory.path + "/backup")
            #expect(try !snapshot.step(pages: 1))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["node"])
        try storage.commit(Sample.batch(31), durable: true)
        storage.close()
        #expect(try Sample.open(directory).wholeCommits() == 31)
    }

    @Test func `a snapshot of a storage that was closed meanwhile is given up`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        for number in 1...30 { try storage.commit(Sample.batch(number), durable: false) }
        let snapshot = try storage.beginSnapshot(at: directory.path + "/backup")
        #expect(try !snapshot.step(pages: 1))
        storage.close()
        #expect(throws: StorageError.closed) { try snapshot.step(pages: 1) }
        #expect(throws: StorageError.closed) { try snapshot.step(pages: 1) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["node"])
        #expect(try Sample.open(directory).wholeCommits() == 30)
    }

    @Test func `a path that is taken or not absolute is refused`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        try directory.write([1], to: directory.path + "/taken")
        for path in [directory.path + "/taken", "relative", directory.path + "/", ""] {
            #expect(throws: StorageError.self) { try storage.snapshot(to: path) }
        }
        #expect(try directory.content(directory.path + "/taken") == [1])
        #expect(throws: StorageError.invalid("a database in use, not a snapshot")) {
            try StorageFile.openSnapshot(path: directory.database, digest: Sample.digest)
        }
    }
}
