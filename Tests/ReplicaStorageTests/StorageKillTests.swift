import Foundation
import ReplicaStorage
import Synchronization
import Testing

/// A real process is killed while it writes and acknowledges.
@Suite struct StorageKillTests {
    /// How many commits this process has acknowledged.
    private static let progress = Atomic(0)

    /// Commits one batch after the other, and after each writes its number where it survives us; a thread kills the
    /// process `microseconds` after the commit that `target` counts to, whatever is going on then.
    static func writeUntilKilled(node: String, acknowledgements: String, target: Int, microseconds: UInt32) throws {
        Thread {
            while Self.progress.load(ordering: .relaxed) < target { sched_yield() }
            usleep(microseconds)
            kill(getpid(), SIGKILL)
        }.start()
        let storage = try StorageFile.open(
            directory: node, configuration: StorageConfiguration(checkpointBytes: 100_000), digest: Sample.digest)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: acknowledgements))
        var number = try storage.lastOrder()
        while true {
            number += 1
            let key = Sample.key(Int(number % 7))
            let state = Array("\(number)".utf8)
            try storage.commit(
                StorageBatch(
                    deltas: [Sample.delta(UInt64(number))], documents: [StoredDocument(key: key, state: state)],
                    touches: [StoredTouch(document: key, order: number)],
                    feed: [StoredFeedRow(seq: UInt64(number), row: state)],
                    records: [StoredRecord(table: 1, key: [], value: state)]),
                durable: number % 3 != 0)
            try file.seek(toOffset: 0)
            try file.write(contentsOf: Data(state))
            Self.progress.add(1, ordering: .relaxed)
        }
    }

    @Test func `what a killed process acknowledged is there, and nothing half`() async throws {
        let directory = TemporaryDirectory(onDisk: true)
        let acknowledgements = directory.path + "/acknowledged"
        try directory.write([], to: acknowledgements)
        let node = directory.node
        var last: Int64 = 0
        for cycle in 0..<12 {
            // Every third dies while it opens, or soon after.
            let target = cycle % 3 == 0 ? 0 : 8 + cycle
            let delay = UInt32(cycle * 479 % 3000)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    node = node as String, acknowledgements = acknowledgements as String, target = target as Int,
                    delay = delay as UInt32,
                ] in
                try Self.writeUntilKilled(
                    node: node, acknowledgements: acknowledgements, target: target, microseconds: delay)
            }
            let acknowledged = Int64(String(decoding: try directory.content(acknowledgements), as: UTF8.self)) ?? 0
            guard FileManager.default.fileExists(atPath: directory.database) else { continue }
            let storage = try Sample.open(directory)
            last = try storage.lastOrder()
            #expect(last == acknowledged || last == acknowledged + 1)
            #expect(try storage.allDeltas(page: 500) == (0..<last).map { Sample.delta(UInt64($0 + 1)) })
            #expect(try storage.record(table: 1, key: []) == (last == 0 ? nil : Array("\(last)".utf8)))
            #expect(try storage.feedRange() == (last == 0 ? nil : 1...UInt64(last)))
            #expect(
                try storage.deltas(touching: Sample.key(Int(last % 7)), limit: PageLimit(rows: 1)).first?.order
                    == (last == 0 ? nil : last))
            #expect(try storage.check().isSound)
        }
        #expect(last >= 8 * 8)
    }
}
