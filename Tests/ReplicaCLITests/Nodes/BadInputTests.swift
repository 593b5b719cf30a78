import Foundation
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
        let here = try await till.failure(["join", link], exit: .failed)
        #expect(here["code"] == "node.running")
        await node.end()
        let founded = try await Till.founding(scratch.path + "/second")
        let taken = try await founded.failure(["join", link], exit: .refused)
        #expect(taken["message"]?.stringValue?.contains("already") == true)
    }
}
