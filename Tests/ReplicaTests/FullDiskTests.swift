#if os(Linux)
    import Foundation
    import Replica
    import Testing

    /// A node on a real file system that is full. Only root can mount one.
    @Suite(.enabled(if: geteuid() == 0)) struct FullDiskTests {
        @Test func `writes that fail are one alarm, and none when writing goes on`() async throws {
            let scratch = Scratch()
            let path = scratch.directory("mount")
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            try #require(unsafe Glibc.mount("tmpfs", path, "tmpfs", 0, "size=2m,mode=0700") == 0)
            defer { _ = unsafe umount2(path, Int32(MNT_DETACH)) }
            let (node, _) = try await Node.found(at: path + "/node", schema: .test, name: "Till 1")
            let text = String(repeating: "x", count: 20_000)
            @Sendable func write() async throws {
                _ = try await node.write { tx in
                    try tx.set(DocumentReference(.shop, "product", "pen"), "name", to: .text(text))
                    return 0
                }
            }
            var failures = 0
            for _ in 0..<1_000 where failures < 5 { do { try await write() } catch { failures += 1 } }
            #expect(failures == 5)
            #expect(try await node.status().alarms.count == 1)
            let remount: UInt = 32
            try #require(unsafe Glibc.mount("tmpfs", path, "tmpfs", remount, "size=20m,mode=0700") == 0)
            try await write()
            #expect(try await node.status().alarms == [])
            await node.close()
        }
    }
#endif
