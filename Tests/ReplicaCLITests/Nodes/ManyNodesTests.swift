import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Testing

/// Three computers of one shop, each in processes of its own, over loopback.
@Suite struct ManyNodesTests {
    private func port(_ till: Till) async throws -> String {
        "127.0.0.1:\(try #require(try await till.json(["status"])["port"]?.integerValue))"
    }

    @Test func `what is written anywhere appears wherever it may be seen, and nowhere else`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let first = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "2", "--stock", "50"])
        let mei = try #require(try await till.json(["customer", "add", "--name", "Mei"])["id"]?.stringValue)
        try await till.json(["customer", "add", "--name", "Anna", "--ref", "ANNA"])
        func sell(_ customer: String, at till: Till, _ words: [String] = [], exit: Int32 = 0) async throws -> JSON {
            try await till.json(
                ["bill", "create", "--customer", customer, "--line", "A:1", "--issue"] + words, exit: exit)
        }
        _ = try await sell(mei, at: till)

        let office = try await till.invite(scratch.path + "/office", joining: ["--name", "Office"])
        let address = try await port(till)
        let laptop = try await till.invite(
            scratch.path + "/laptop", ["--role", "customer", "--customer", mei],
            joining: ["--name", "Laptop", "--address", address])
        let second = try await NodeProcess.node(office.directory, ["--address", address])
        let third = try await NodeProcess.node(laptop.directory, ["--address", address])
        try await eventually("all are in touch") {
            try await till.json(["peers", "--state", "here"]).arrayValue?.count == 2
        }

        // Live, at the office: what is sold at the till; with whom and how it came.
        let watch = try NodeProcess(["watch", "--dir", office.directory, "--jsonl", "--type", "bill.*"])
        try await eventually("the watch stands") { watch.output.contains("Watching") }
        let bill = try await sell("ANNA", at: till, ["--wait-peers", "1"])
        #expect(bill["reach"]?["text"] == "everywhere")
        try await eventually("the watch tells of it") { watch.lines.contains { $0.hasPrefix("{") } }
        let event = try JSON.decode(String(try #require(watch.lines.last { $0.hasPrefix("{") })))
        #expect(event["live"] == true && event["own"] == false)
        #expect(event["types"]?.arrayValue?.contains("bill.created") == true)
        #expect(event["id"]?.stringValue.flatMap { UInt64($0) } != nil)
        await watch.end()

        // The office numbers in a series of its own; the customer sees its own bills and nothing else.
        _ = try await sell(mei, at: office, ["--wait-peers", "1"])
        try await eventually("the customer has both bills") {
            try await laptop.json(["bill", "list"]).arrayValue?.count == 2
        }
        let seen = try await laptop.json(["bill", "list"]).arrayValue ?? []
        #expect(seen.allSatisfy { $0["customer"] == .string(mei) })
        let numbers = seen.compactMap { $0["number"]?.stringValue?.split(separator: "-")[1] }
        #expect(Set(numbers) == ["A", "AB"])
        #expect(try await laptop.failure(["product", "list"], exit: .notPermitted)["hint"] != nil)
        #expect(try await laptop.failure(["invite"], exit: .notPermitted)["message"] != nil)
        _ = try await laptop.failure(["bill", "show", try #require(bill["id"]?.stringValue)], exit: .notFound)

        // Shop and customer talk about a bill.
        let number = try #require(seen[0]["number"]?.stringValue)
        #expect(try await laptop.json(["bill", "report", number])["payment"] == "reported")
        try await laptop.json(["bill", "ask", number, "One or two?"])
        _ = try await laptop.failure(["bill", "pay", number], exit: .notPermitted)
        try await eventually("the shop has heard it") {
            try await till.run(["bill", "show", number]).output.contains("One or two?")
        }
        #expect(try await till.json(["bill", "dispute", number])["payment"] == "disputed")
        try await till.json(["bill", "answer", number, "One."])
        try await eventually("the customer has the answer") {
            try await laptop.run(["bill", "show", number]).output.contains("Answered: One.")
        }

        // Two computers of one role write the same lines.
        let export = ["export", "--what", "all", "--format", "jsonl"]
        try await eventually("the copies are the same") {
            let (one, other) = (try await till.run(export).output, try await office.run(export).output)
            return one.split(separator: "\n").sorted() == other.split(separator: "\n").sorted()
        }
        #expect(try await office.json(["audit", "numbers"])["sound"] == true)
        #expect(try await office.json(["audit", "stock"])["sound"] == true)

        // Alone, it is saved and says so.
        await second.end()
        await third.end()
        let alone = try await sell(mei, at: till, ["--wait-peers", "1", "--timeout", "200ms"], exit: 7)
        #expect(alone["number"]?.stringValue?.hasSuffix("-A-0003") == true)
        try await eventually("their absence is noticed") {
            try await till.json(["peers", "--state", "away"]).arrayValue?.count == 2
        }
        let away = try await till.json(["peers"]).arrayValue ?? []
        #expect(away.allSatisfy { $0["lastHeard"]?.stringValue != nil }, "the last contact is remembered")
        let late = try await till.run([
            "bill", "pay", number, "--amount", "1", "--wait-peers", "1", "--timeout", "200ms",
        ])
        #expect(late.status == 7 && late.errors.contains("no stock, so it never counts"), "\(late.errors)")
        let tooMany = try await till.failure(["bill", "pay", number, "--wait-peers", "3"], exit: .usage)
        #expect(tooMany["message"]?.stringValue?.contains("only 2 other computers") == true, "\(tooMany)")
        let status = try await till.run(["status", "--check"])
        #expect(status.status == 0, "working alone is healthy")
        #expect(status.output.hasPrefix("Working alone: both other computers are away."))

        // The customer's node was away, and catches up.
        let again = try await NodeProcess.node(laptop.directory, ["--address", address])
        try await eventually("it has caught up") { try await laptop.json(["bill", "list"]).arrayValue?.count == 3 }
        await again.end()
        await first.end()
    }

    @Test func `an invitation admits one computer, once, and waiting tells who it was`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let waiting = try NodeProcess(["invite", "--dir", till.directory, "--json", "--wait"])
        try await eventually("the link is shown") { waiting.lines.contains { $0.contains("\"link\"") } }
        let line = try #require(waiting.lines.first { $0.contains("\"link\"") })
        let link = try #require(try JSON.decode(String(line))["link"]?.stringValue)
        let name = try #require(try await till.json(["status"])["name"]?.stringValue)
        try await Till(scratch.path + "/office").json(["join", link, "--name", name])
        #expect(await waiting.end(0) == 0)
        let joined = try #require(waiting.lines.first { $0.contains("\"joined\"") })
        #expect(
            try JSON.decode(String(joined))["joined"]?["name"] == .string(name + " 2"),
            "a name that is taken gets a number")
        let used = try await Till(scratch.path + "/third").failure(["join", link], exit: .notPermitted)
        #expect(used["code"] == "invitation.refused")
        await node.end()
    }

    @Test func `two who change one field while apart make a conflict, which is decided once for all`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        var first = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "1"])
        let office = try await till.invite(scratch.path + "/office")
        await first.end()
        let second = try await NodeProcess.node(office.directory)
        try await office.json(["product", "edit", "A", "--name", "From the office"])
        await second.end()
        first = try await NodeProcess.node(till.directory)
        try await till.json(["product", "edit", "A", "--name", "From the till"])
        let back = try await NodeProcess.node(office.directory, ["--address", try await port(till)])
        try await eventually("both see the conflict") {
            let (one, other) = (try await till.json(["conflicts"]), try await office.json(["conflicts"]))
            return one.arrayValue?.count == 1 && other.arrayValue?.count == 1
        }
        let conflict = try #require(try await office.json(["conflicts"])[0])
        #expect(conflict.objectValue?.keys.prefix(3) == ["id", "kind", "document"])
        #expect(conflict["sides"]?.arrayValue?.count == 2)
        #expect(try await office.run(["conflicts", "list", "--check"]).status == 8)
        #expect(try await office.run(["status", "--check"]).status == 8)
        let loser = try #require(conflict["sides"]?.arrayValue?.first { $0["shown"] == false }?["key"]?.stringValue)
        let id = try #require(conflict["id"]?.stringValue)
        try await office.json(["conflicts", "resolve", id, "--keep", loser, "--wait-peers", "1"])
        try await eventually("it is decided at the till, too") {
            try await till.json(["conflicts"]).arrayValue?.isEmpty == true
        }
        let (one, other) = (
            try await till.json(["product", "show", "A"]), try await office.json(["product", "show", "A"])
        )
        #expect(one["name"] == other["name"])
        // Both know what was decided, each by its own feed, and the discarded name can be had again.
        for computer in [till, office] {
            let decided = try #require(try await computer.json(["conflicts", "decided"])[0])
            #expect(decided["sides"]?.arrayValue?.count == 2 && decided["by"] == "people")
        }
        let decision = try #require(try await till.json(["conflicts", "decided"])[0])
        let discarded = try #require(decision["sides"]?.arrayValue?.first { $0["shown"] == false })
        let key = try #require(discarded["key"]?.stringValue)
        try await till.json(["conflicts", "take-back", decision["id"]?.stringValue ?? "", "--keep", key])
        #expect(try await till.json(["product", "show", "A"])["name"] == discarded["text"])
        #expect(try await till.json(["conflicts", "decided", "--by", "rule"]) == [])
        #expect(try await till.json(["conflicts", "refused"]) == [])
        await back.end()
        await first.end()
    }
}
