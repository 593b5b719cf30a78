import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Testing

/// Custom events by command.
@Suite struct EmitTests {
    @Test func `what is emitted is told in a stable shape, and watched by its name`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let passing = try await till.json(["emit", "till.opened", "{\"float\": 100}"])
        #expect(passing.objectValue?.keys == ["id", "name", "durable", "to", "madeAt"])
        #expect(passing["durable"] == false && passing["to"] == "shop")
        let stored = try await till.json(["emit", "kept", "[1, 2]", "--durable"])
        #expect(stored["durable"] == true && stored["id"]?.stringValue?.count == 32)
        let words = try await till.run(["emit", "kept", "--durable"])
        #expect(words.status == 0 && words.output.contains("The event kept is stored"), "\(words.output)")
        #expect(try await till.json(["emit", "kept", "-n"])["dryRun"] == true)
        #expect(try await till.failure(["emit", "n", "{no json"], exit: .usage)["code"] == "usage.argument.json")
        #expect(try await till.failure(["emit", "Big Name"], exit: .usage)["code"] == "argument.invalid")
        #expect(try await till.failure(["emit", "n", "--to", "nobody"], exit: .notFound)["code"] == "customer.missing")
        let status = try await till.json(["status"])
        #expect(status["isRolledBack"] == false)
        await node.end()
    }
}
