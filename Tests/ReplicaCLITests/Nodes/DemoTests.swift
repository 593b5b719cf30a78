import Foundation
import NodeProcesses
import ReplicaPanel
import Testing

/// The demonstration, as somebody new meets it.
@Suite struct DemoTests {
    @Test func `the demo runs three computers, every command it suggests works, and it goes on where it ended`()
        async throws
    {
        let scratch = try Scratch()
        let demo = try NodeProcess(["demo", "--dir", scratch.path + "/shop"])
        try await eventually("the demo has started") { demo.output.contains("Control-C") || !demo.isRunning }
        let commands = demo.lines.compactMap { line -> [String]? in
            let words = line.split(separator: " ").map(String.init)
            return words.first?.hasSuffix("/replica") == true ? Array(words.dropFirst()) : nil
        }
        #expect(commands.count >= 8, "\(demo.output)")
        for words in commands where words.first != "watch" {
            let result = try await ReplicaProcess().run(words)
            #expect(result.status == 0, "\(words): \(result.output)\(result.errors)")
        }
        #expect(await demo.end(SIGINT) == 0)
        #expect(demo.output.contains("All three have stopped."))
        let stopped = try await Till(scratch.path + "/shop/till").run(["status"])
        #expect(stopped.status == 5)

        let again = try NodeProcess(["demo", "--dir", scratch.path + "/shop", "--json"])
        try await eventually("it goes on") { again.output.hasPrefix("{") || !again.isRunning }
        let line = String(try #require(again.lines.first { $0.hasPrefix("{") }))
        #expect(try JSON.decode(line)["nodes"]?.arrayValue?.map { $0["role"] } == ["admin", "admin", "customer"])
        let bills = try await Till(scratch.path + "/shop/office").json(["bill", "list"])
        #expect(bills.arrayValue?.count == 81, "80 of the sample and the one of the suggestions")
        #expect(await again.end(SIGTERM) == 0)
    }
}
