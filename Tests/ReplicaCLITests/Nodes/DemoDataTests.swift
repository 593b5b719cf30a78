import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Testing

/// Demo data from the command line.
@Suite struct DemoDataTests {
    @Test func `demo data are made and removed on a node that allows it, and refused on others`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let words = ["run", "--dir", till.directory, "--no-discovery", "--listen", "127.0.0.1:0"]
        let plain = try NodeProcess(words)
        try await eventually("the node answers") { try await till.run(["status"]).status == 0 }
        #expect(try await till.failure(["demo", "products"], exit: .notPermitted)["code"] == "demo.protected")
        #expect(await plain.end(SIGTERM) == 0)

        let allowing = try NodeProcess(words + ["--allow-faults"])
        try await eventually("the node answers") { try await till.run(["status"]).status == 0 }
        #expect(try await till.json(["demo", "products", "--count", "3"])["products"] == 3)
        #expect(try await till.json(["demo", "bills", "--count", "10"])["bills"] == 9)
        #expect(try await till.json(["demo", "moves", "--count", "4", "--dry-run"])["dryRun"] == true)
        #expect(try await till.failure(["demo", "conflict"], exit: .refused)["code"] == "demo.alone")
        #expect(try await till.json(["demo", "offline", "1s"])["cut"] == true)
        let removed = try await till.run(["demo", "clear"])
        #expect(removed.status == 0 && removed.output.contains("3 products deleted"), "\(removed.output)")
        #expect(try await till.json(["audit", "stock"])["sound"] == true)
        #expect(await allowing.end(SIGTERM) == 0)
    }
}
