import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Synchronization
import Testing

/// A node that is killed while people write.
@Suite struct CrashTests {
    /// What became of the writes of one test.
    private final class Tally: Sendable {
        private let counts = Mutex<(acknowledged: Int64, unknown: Int64)>((0, 0))
        private let isOver = Mutex(false)

        var acknowledged: Int64 { counts.withLock { $0.acknowledged } }
        var unknown: Int64 { counts.withLock { $0.unknown } }
        func acknowledge() { counts.withLock { $0.acknowledged += 1 } }
        func doubt() { counts.withLock { $0.unknown += 1 } }
        func stop() { isOver.withLock { $0 = true } }
        var goesOn: Bool { !isOver.withLock { $0 } }
    }

    private static let kills = 12
    private static let writesBetween: Int64 = 4

    /// Writes as the commands do, one after the other.
    private static func write(at till: Till, _ tally: Tally) async throws {
        let node = try till.connection(timeout: .seconds(5))
        while tally.goesOn {
            do throws(CommandError) {
                let operation = try await node.newOperation()
                do throws(CommandError) {
                    _ = try await node.change(
                        ["api", "stock", "A", "receive"], json: ["quantity": 1], operation: operation)
                    tally.acknowledge()
                } catch {
                    tally.doubt()
                }
            } catch {
                // Not running: nothing was asked for.
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    @Test func `killed again and again, it keeps every write that it acknowledged and does none twice`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        var node = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "1"])
        let tally = Tally()
        let writers = (0..<3).map { _ in Task { try await Self.write(at: till, tally) } }
        for _ in 0..<Self.kills {
            let before = tally.acknowledged
            try await eventually("writes are acknowledged") { tally.acknowledged >= before + Self.writesBetween }
            #expect(await node.end() == -SIGKILL)
            node = try await NodeProcess.node(till.directory)
        }
        tally.stop()
        for writer in writers { try await writer.value }
        let level = try #require(try await till.json(["stock", "list"])[0]?["level"]?.integerValue)
        #expect(level >= tally.acknowledged, "an acknowledged write is lost")
        #expect(level <= tally.acknowledged + tally.unknown, "a write was done twice")
        #expect(tally.acknowledged >= Int64(Self.kills) * Self.writesBetween)
        #expect(try await till.json(["audit", "stock"])["sound"] == true)
        #expect(try await till.json(["stock", "log"]).arrayValue?.count == Int(level))
        await node.end()
    }

    @Test func `a command whose node dies under it ends as soon as the node is back, and has done it once`()
        async throws
    {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        var node = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "1"])
        let connection = try till.connection(timeout: .seconds(20))
        let operation = try await connection.newOperation()
        await node.end()
        let change = Task {
            try await connection.change(["api", "stock", "A", "receive"], json: ["quantity": 7], operation: operation)
        }
        node = try await NodeProcess.node(till.directory)
        #expect(try await change.value["after"] == 7)
        let again = try await connection.change(
            ["api", "stock", "A", "receive"], json: ["quantity": 7], operation: operation)
        #expect(again["write"]?["repetition"] == true)
        #expect(try await till.json(["stock", "list"])[0]?["level"] == 7)
        await node.end()
    }

    @Test func `a bit that fell over in the log is found by the audit of signatures`()
        async throws
    {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        for name in ["Zebra-77", "Other"] {
            try await till.json(["product", "add", "--sku", name, "--name", "Thing", "--price", "1"])
        }
        let whole = try await till.json(["audit", "signatures"])
        #expect(whole["sound"] == true && whole["failures"] == [])
        let changes = try #require(whole["changes"]?.integerValue)
        await node.end(SIGTERM)
        // The name stands in the log, in the document, in the feed: each copy has another one damaged.
        let store = Data(try Data(contentsOf: URL(fileURLWithPath: till.directory + "/replica.sqlite")))
        var (copies, found) = (0, 0)
        var start = store.startIndex
        while let place = store[start...].range(of: Data("Zebra-77".utf8)) {
            start = place.upperBound
            copies += 1
            let copy = Till("\(scratch.path)/copy-\(copies)")
            try FileManager.default.copyItem(atPath: till.directory, toPath: copy.directory)
            var bytes = store
            bytes[place.lowerBound] ^= 1
            try bytes.write(to: URL(fileURLWithPath: copy.directory + "/replica.sqlite"))
            let running = try await NodeProcess.node(copy.directory)
            let result = try await copy.run(["audit", "signatures", "--json"])
            let audit = try JSON.decode(result.output)
            if result.status == 8 {
                found += 1
                #expect(audit["failures"]?[0]?["reason"]?.stringValue?.contains("damaged") == true)
            }
            #expect(audit["changes"] == .integer(changes))
            await running.end()
        }
        #expect(copies > 1 && found == 1)
    }

    @Test func `a damaged store is left alone, and says so`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let file = till.directory + "/replica.sqlite"
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        for index in 0..<16 { bytes[index] ^= 0xFF }
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let failure = try await till.run(["run", "--no-discovery", "--listen", "127.0.0.1:0"])
        #expect(failure.status == 9, "\(failure.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data(bytes))
    }
}
