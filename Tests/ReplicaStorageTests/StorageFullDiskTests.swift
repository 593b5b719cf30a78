#if os(Linux)
    import Foundation
    import ReplicaStorage
    import Testing

    /// A real file system that is full, or may only be read. Only root can mount one; the faults of `StorageFaultTests`
    /// cover the same without.
    @Suite(.enabled(if: geteuid() == 0)) struct StorageFullDiskTests {
        /// A file system in memory, mounted while the test runs.
        private final class Mount {
            let directory = TemporaryDirectory()
            var path: String { directory.path + "/mount" }

            init(size: String) throws {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
                try mount(0, "size=\(size),mode=0700")
            }

            deinit { _ = unsafe umount2(path, Int32(MNT_DETACH)) }

            func mount(_ flags: UInt, _ options: String) throws {
                guard unsafe Glibc.mount("tmpfs", path, "tmpfs", flags, options) == 0 else {
                    throw CocoaError(.fileWriteUnknown)
                }
            }
        }

        private static let remount: UInt = 32
        private static let readOnly: UInt = 1

        /// Commits until the disk is full and returns how many commits succeeded.
        private func fill(_ storage: StorageFile, from first: Int) throws -> Int {
            for number in first...100_000 {
                do {
                    try storage.commit(Self.batch(number), durable: true)
                } catch .full {
                    return number - 1
                }
            }
            throw CocoaError(.fileWriteOutOfSpace)
        }

        private static func batch(_ number: Int) -> StorageBatch {
            StorageBatch(
                deltas: [Sample.delta(UInt64(number), count: 2000)],
                records: [StoredRecord(table: 1, key: [], value: Array("\(number)".utf8))])
        }

        private func expectExactly(_ count: Int, _ storage: StorageFile) throws {
            #expect(try storage.allDeltas(page: 50) == (1...count).flatMap { Self.batch($0).deltas })
            #expect(try storage.record(table: 1, key: []) == Array("\(count)".utf8))
        }

        @Test func `a full disk refuses whole commits, and writing goes on when there is room again`() throws {
            let mount = try Mount(size: "1m")
            let node = mount.path + "/node"
            let configuration = StorageConfiguration(checkpointBytes: 256 << 10)
            var storage = try StorageFile.open(directory: node, configuration: configuration, digest: Sample.digest)
            let first = try fill(storage, from: 1)
            #expect(first > 20)
            #expect(storage.writeFailure == nil)
            try expectExactly(first, storage)
            #expect(throws: StorageError.full) { try storage.commit(Self.batch(first + 1), durable: true) }
            // The same process goes on.
            try mount.mount(Self.remount, "size=2m")
            let second = try fill(storage, from: first + 1)
            #expect(second > first)
            try expectExactly(second, storage)
            storage.close()
            // A full disk does not keep it from opening.
            storage = try StorageFile.open(directory: node, configuration: configuration, digest: Sample.digest)
            try expectExactly(second, storage)
            try mount.mount(Self.remount, "size=8m")
            try storage.commit(Self.batch(second + 1), durable: true)
            try expectExactly(second + 1, storage)
            #expect(try storage.check().isSound)
        }

        @Test func `a snapshot for which there is no room leaves nothing, and the storage unharmed`() throws {
            let mount = try Mount(size: "1m")
            let directory = TemporaryDirectory()
            let storage = try Sample.open(directory)
            for number in 1...600 { try storage.commit(Self.batch(number), durable: false) }
            #expect(throws: StorageError.full) { try storage.snapshot(to: mount.path + "/backup") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: mount.path) == [])
            try storage.commit(Self.batch(601), durable: true)
            try expectExactly(601, storage)
        }

        @Test func `a small file for which there is no room leaves the old one`() throws {
            let mount = try Mount(size: "64k")
            let file = DirectoryFile(directory: mount.path, name: "key")
            try file.write([1, 2, 3])
            #expect(throws: StorageError.self) { try file.write([UInt8](repeating: 1, count: 200_000)) }
            #expect(try file.read() == [1, 2, 3])
            #expect(try FileManager.default.contentsOfDirectory(atPath: mount.path) == ["key"])
        }

        @Test func `a file system that may only be read is refused with the reason`() throws {
            let mount = try Mount(size: "1m")
            let node = mount.path + "/node"
            try StorageFile.open(directory: node, configuration: Sample.configuration, digest: Sample.digest).close()
            try mount.mount(Self.remount | Self.readOnly, "")
            #expect(throws: StorageError.system(call: "open", path: node + "/lock", errno: EROFS)) {
                try StorageFile.open(directory: node, digest: Sample.digest)
            }
        }
    }
#endif
