import Foundation
import ReplicaStorage
import Testing

/// A step of the format happens as a whole or not at all.
@Suite struct StorageMigrationTests {
    private static let second = StorageMigration(
        version: 2,
        script: """
            ALTER TABLE feed ADD COLUMN extra INTEGER NOT NULL DEFAULT 7;
            CREATE INDEX feed_extra ON feed(extra);
            PRAGMA user_version=2;
            """)
    private static let broken = StorageMigration(
        version: 2, script: "ALTER TABLE feed ADD COLUMN extra; PRAGMA user_version=2; DROP TABLE nothing;")

    private func open(
        _ directory: TemporaryDirectory, _ last: StorageMigration? = nil, fileSystem: String? = nil
    ) throws(StorageError) -> StorageFile {
        var configuration = Sample.configuration
        configuration.fileSystem = fileSystem
        return try StorageFile.open(
            directory: directory.node, configuration: configuration,
            migrations: StorageSchema.migrations + (last.map { [$0] } ?? []), digest: Sample.digest)
    }

    private func filled() throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        let storage = try open(directory)
        for number in 1...10 { try storage.commit(Sample.batch(number), durable: false) }
        storage.close()
        return directory
    }

    /// Whether the file has the first format, with everything that it had; otherwise it must have the second.
    private func isBefore(_ directory: TemporaryDirectory) throws -> Bool {
        let opened = Result { try open(directory) }
        if case .failure(let error) = opened, error as? StorageError == .newerFormat(found: 2, supported: 1) {
            return false
        }
        #expect(try opened.get().wholeCommits() == 10)
        return true
    }

    @Test func `a step keeps what is stored, and older programs then refuse the file`() throws {
        let directory = try filled()
        var storage = try open(directory, Self.second)
        #expect(try storage.wholeCommits() == 10)
        try storage.commit(Sample.batch(11), durable: true)
        storage.close()
        #expect(throws: StorageError.newerFormat(found: 2, supported: 1)) { try open(directory) }
        storage = try open(directory, Self.second)
        #expect(try storage.wholeCommits() == 11)
    }

    @Test func `a new file goes through all steps`() throws {
        let directory = TemporaryDirectory()
        try open(directory, Self.second).close()
        #expect(throws: StorageError.newerFormat(found: 2, supported: 1)) { try open(directory) }
    }

    @Test func `a step that fails leaves the format before it`() throws {
        let directory = try filled()
        #expect(throws: StorageError.self) { try open(directory, Self.broken) }
        let storage = try open(directory)
        #expect(try storage.wholeCommits() == 10)
        storage.close()
        #expect(try open(directory, Self.second).wholeCommits() == 10)
    }

    @Test(arguments: [Fault.crash, .powerCut, .powerCutKeepingSome, .inputOutputError, .full])
    func `a step that is interrupted at any point is not there, or whole`(fault: Fault) throws {
        var wasInterrupted = true
        var point = 0
        var before = 0
        var openings = 0
        while wasInterrupted {
            let directory = try filled()
            let plan = FaultPlan(fault, at: point)
            let fileSystem = FaultyFileSystem(plan, name: directory.path)
            do {
                try open(directory, Self.second, fileSystem: fileSystem.name).close()
            } catch {
                #expect(plan.hasStruck, "\(error)")
            }
            plan.cutPower()
            if try isBefore(directory) { before += 1 }
            let storage = try open(directory, Self.second)
            #expect(try storage.wholeCommits() == 10)
            #expect(try storage.check().isSound)
            wasInterrupted = plan.hasStruck
            point += Fault.stride(3)
            openings += 1
        }
        #expect(before > 1)
        #expect(openings > before)
    }
}
