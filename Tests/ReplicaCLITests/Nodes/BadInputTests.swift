import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Testing

/// What people type wrong: each ends with its status, says what, why and what to do, and changes nothing.
@Suite struct BadInputTests {
    private struct Case {
        let words: [String]
        let exit: ReplicaCommand.ExitStatus
        let code: String

        init(_ line: String, _ exit: ReplicaCommand.ExitStatus, _ code: String) {
            words = line.split(separator: " ").map(String.init)
            self.exit = exit
            self.code = code
        }
    }

    private static let cases = [
        // Amounts and quantities.
        Case("product edit A --price 12,5", .usage, "usage.value.invalid"),
        Case("product edit A --price 1e9", .usage, "usage.value.invalid"),
        Case("product edit A --price -0", .usage, "usage.value.invalid"),
        Case("product edit A --price 1.234", .usage, "amount"),
        Case("product edit A --price -1", .usage, "amount"),
        Case("product edit A --price 99999999999999999999", .usage, "usage.value.invalid"),
        Case("product edit A --threshold -1", .usage, "usage.value.invalid"),
        Case("stock receive A 0", .usage, "usage.value.invalid"),
        Case("stock receive A 1.5", .usage, "usage.value.invalid"),
        Case("stock adjust A -2 --reason damaged", .usage, "stock"),
        Case("stock adjust A 2 --reason correction", .usage, "stock"),
        Case("bill pay NUMBER --amount 0", .usage, ""),
        Case("bill pay NUMBER --amount 1000", .refused, ""),
        Case("bill pay NUMBER --amount 2.345", .usage, "amount"),
        Case("bill credit NUMBER --amount 1000 --reason x", .refused, ""),
        Case("bill edit NUMBER --note x", .refused, "bill.issued"),
        Case("bill edit NUMBER", .usage, "usage.option.missing"),
        Case("bill delete NUMBER", .refused, "bill.issued"),
        Case("bill refund NUMBER", .refused, "bill.unpaid"),
        Case("bill write-off NUMBER --undo", .refused, "bill.move"),
        Case("bill report NUMBER --withdraw", .refused, "bill.move"),
        Case("customer edit walk-in", .usage, "usage.option.missing"),
        Case("customer edit walk-in --clear email --email a@b.example", .usage, "usage.option.conflict"),
        Case("customer edit walk-in --clear name", .usage, "usage.value.invalid"),
        // What does not exist.
        Case("product show NONE", .notFound, ""),
        Case("product edit NONE --price 1", .notFound, ""),
        Case("bill show 2026-Z-9999", .notFound, ""),
        Case("bill pay 2026-Z-9999", .notFound, ""),
        Case("bill reverse NUMBER", .refused, ""),
        Case("customer show C-0", .notFound, ""),
        Case("stock receive NONE 1", .notFound, ""),
        Case("conflicts show 123456", .notFound, "conflict.unknown"),
        Case("conflicts resolve 123456 --keep a", .notFound, "conflict.unknown"),
        Case("conflicts take-back 7-0 --keep a", .notFound, "conflict.missing"),
        Case("explain product/NONE.stock", .notFound, ""),
        Case("peers show nobody", .notFound, "peer.unknown"),
        Case("bill create --customer C-0 --line A:1", .notFound, ""),
        Case("bill create --customer walk-in --line NONE:1 --issue", .notFound, ""),
        // What is taken.
        Case("product add --sku A --name Again --price 1", .refused, ""),
        // Flags.
        Case("bill create --line A:1", .usage, "usage.option.missing"),
        Case("bill create --customer walk-in --line A", .usage, "usage.value.invalid"),
        Case("bill create --customer walk-in --line A:0", .usage, "usage.value.invalid"),
        Case("bill create --from /nonexistent", .usage, "usage.file.unreadable"),
        Case("product add --sku B", .usage, "usage.option.missing"),
        Case("bill void NUMBER", .usage, "usage.option.missing"),
        Case("bill list --state payed", .usage, "usage.value.invalid"),
        Case("stock list --lwo", .usage, "usage.option.unknown"),
        Case("invite --expires 5s", .usage, "usage.value.invalid"),
        Case("invite --expires 8d", .usage, "usage.value.invalid"),
        Case("bill pay NUMBER --wait-peers 1", .usage, "usage.option.wait-peers"),
        Case("invite --role customer", .usage, "usage.option.missing"),
        Case("invite --role admin --customer C-0", .usage, "usage.option.conflict"),
        Case("watch --since never", .usage, ""),
        Case("import /nonexistent --what products", .usage, "usage.file.unreadable"),
        Case("export --what all --format csv", .usage, "export.table"),
        Case("export --what all --format jsonl --out /nonexistent/x", .failed, "file.unwritable"),
    ]

    @Test func `each is refused with its status and words, and changes nothing`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "3", "--stock", "5"])
        let bill = try await till.json(["bill", "create", "--customer", "walk-in", "--line", "A:1", "--issue"])
        let number = try #require(bill["number"]?.stringValue)
        let before = try await till.json(["status"])["feed"]
        for one in Self.cases {
            let words = one.words.map { $0 == "NUMBER" ? number : $0 }
            let error = try await till.failure(words, exit: one.exit)
            let code = error["code"]?.stringValue ?? ""
            #expect(code.hasPrefix(one.code), "\(words.joined(separator: " ")): \(code)")
        }
        #expect(try await till.json(["status"])["feed"] == before)
        await node.end()
    }

    @Test func `people read what, why and what to do on standard error`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let stopped = try await till.run(["bill", "list"])
        #expect(stopped.status == 5 && stopped.output.isEmpty)
        #expect(
            stopped.errors
                == "error: The node of \(till.directory) is not running.\nhint: Start it with `replica run --dir \(till.directory)`.\n"
        )
        try FileManager.default.createDirectory(atPath: scratch.path + "/empty", withIntermediateDirectories: false)
        let empty = try await Till(scratch.path + "/empty").run(["status"])
        #expect(empty.status == 5 && empty.errors.contains("There is no node in \(scratch.path)/empty."))
        let missing = try await Till(scratch.path + "/none").run(["status"])
        #expect(missing.status == 5 && missing.errors.contains("replica init --dir"))
    }

    @Test(arguments: [
        ("--web 0.0.0.0:0", Int32(2), "only this computer"), ("--listen 192.0.2.7:0", 2, "all interfaces"),
        ("--web 127.0.0.1", 2, "--web"), ("--address nowhere", 2, "--address"),
    ])
    func `run refuses addresses that it cannot keep`(words: String, exit: Int32, part: String) async throws {
        let scratch = try Scratch()
        let result = try await Till(scratch.path).run(["run"] + words.split(separator: " ").map(String.init))
        #expect(result.status == exit)
        #expect(result.errors.contains(part), "\(result.errors)")
    }

    @Test func `one directory runs one node, and the second one is told who has it`() async throws {
        let scratch = try Scratch()
        let none = try await Till(scratch.path + "/none").failure(["run"], exit: .unreachable)
        #expect(none["code"] == "node.missing")
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let second = try await till.failure(["run", "--no-discovery"], exit: .failed)
        #expect(second["code"] == "node.running")
        #expect(try await till.run(["status"]).status == 0, "the first one has not noticed")
        await node.end()
    }

    @Test func `run fails on a directory that others may write, or that is a link`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let link = scratch.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: till.directory)
        #expect(try await Till(link).failure(["run", "--no-discovery"], exit: .failed)["code"] == "node.directory")
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: till.directory)
        #expect(try await till.failure(["run", "--no-discovery"], exit: .failed)["code"] == "node.directory")
    }

    @Test func `what is no invitation, or of a shop that is not there, is told apart`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let link = try #require(try await till.json(["invite"])["link"]?.stringValue)
        let other = Till(scratch.path + "/other")
        _ = try await other.failure(["join", "https://example.org"], exit: .usage)
        let cut = try await other.failure(["join", String(link.dropLast(3))], exit: .notPermitted)
        #expect(cut["code"] == "invitation.refused")
        #expect(!FileManager.default.fileExists(atPath: other.directory), "it leaves nothing behind")
        let here = try await till.failure(["join", link], exit: .failed)
        #expect(here["code"] == "node.running")
        await node.end()
        let founded = try await Till.founding(scratch.path + "/second")
        let taken = try await founded.failure(["join", link], exit: .refused)
        #expect(taken["message"]?.stringValue?.contains("already") == true)
    }

    @Test func `the words name the option that was wrong, and the command that lists what was looked for`() async throws
    {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till", ["--computer", "Till 1"])
        let node = try await NodeProcess.node(till.directory)
        #expect(try await till.json(["status"])["name"] == "Till 1")
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "3", "--stock", "5"])
        let price = try await till.run(["product", "edit", "A", "--price", "1.234"])
        #expect(price.errors.contains("error: `--price`: ") && !price.errors.contains("(price)"), "\(price.errors)")
        let missing = try await till.run(["bill", "show", "2026-Z-9999"])
        #expect(
            missing.errors.contains("hint: `replica bill list --dir \(till.directory)` lists them."),
            "\(missing.errors)")
        let file = try scratch.file(
            "bill.json", #"{"customer": "walk-in", "lines": [{"sku": "A", "quantity": 1}], "line": 1}"#)
        let unknown = try await till.run(["bill", "create", "--from", file])
        #expect(unknown.errors.contains("\"line\" is not known here; known are customer, lines"), "\(unknown.errors)")
        let quiet = try await till.run(["status", "--check", "--quiet"])
        #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
        let waiting = try await till.run(["invite", "--wait", "--timeout", "300ms"])
        #expect(waiting.status == 7 && waiting.errors.contains("The invitation still holds"), "\(waiting.errors)")
        let out = try scratch.file("out.jsonl", "mine")
        let export = ["export", "--what", "all", "--format", "jsonl", "--out", out]
        #expect(try await till.run(export).status == 4)
        #expect(try String(contentsOfFile: out, encoding: .utf8) == "mine")
        #expect(try await till.run(export + ["--force"]).status == 0)
        // A conflict that no side settles.
        try await till.json(["bill", "create", "--customer", "walk-in", "--line", "A:7", "--issue"])
        let listed = try await till.run(["conflicts"])
        #expect(listed.output.contains("replica stock receive A QTY") && !listed.errors.contains("--keep"))
        let id = try #require(try await till.json(["conflicts"])[0]?["id"]?.stringValue)
        let unsettled = try await till.failure(["conflicts", "resolve", id, "--keep", "a"], exit: .refused)
        #expect(unsettled["code"] == "conflict.unsettled")
        #expect(unsettled["hint"]?.stringValue?.contains("Count it") == true, "\(unsettled)")
        await node.end()
    }
}
