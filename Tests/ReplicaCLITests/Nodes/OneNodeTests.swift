import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Testing

/// One computer: founded, run, worked at.
@Suite struct OneNodeTests {
    @Test func `founding shows the recovery code once and in the shape that scripts rely on`() async throws {
        let scratch = try Scratch()
        let till = Till(scratch.path + "/till")
        let founded = try await till.json(["init", "--name", "Corner Shop", "--currency", "chf"])
        #expect(founded.objectValue?.keys == ["id", "name", "dir", "series", "recovery"])
        #expect(founded["name"] == "Corner Shop")
        #expect(founded["dir"] == .string(till.directory))
        #expect(founded["recovery"]?.stringValue?.split(separator: "-").count == 8)
        let again = try await till.failure(["init", "--name", "Other"], exit: .refused)
        #expect(again["message"]?.stringValue?.contains("already") == true)
    }

    @Test func `a rehearsal of founding makes nothing`() async throws {
        let scratch = try Scratch()
        let till = Till(scratch.path + "/till")
        #expect(try await till.json(["init", "--name", "X", "-n"])["dryRun"] == true)
        #expect(!FileManager.default.fileExists(atPath: till.directory))
    }

    @Test func `a bill goes its way from a draft to a reversed payment`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let product = try await till.json([
            "product", "add", "--sku", "PEN-01", "--name", "Pen", "--price", "1.50", "--threshold", "5",
        ])
        #expect(product.objectValue?.keys == ["id", "sku", "name", "price", "threshold"])
        #expect(product["price"] == ["minor": 150, "currency": "EUR"])
        let received = try await till.json(["stock", "receive", "PEN-01", "40", "--note", "delivery 118"])
        #expect(received["before"] == 0 && received["after"] == 40)
        let customer = try await till.json(["customer", "add", "--name", "Mei Lin", "--ref", "C-104"])
        #expect(customer.objectValue?.keys == ["id", "name"])

        let draft = try await till.json(["bill", "create", "--customer", "C-104", "--line", "PEN-01:3"])
        let keys = ["id", "number", "state", "payment", "customer", "total", "open", "reach"]
        #expect(draft.objectValue?.keys == keys)
        #expect(draft["number"] == .null && draft["state"] == "draft")
        let id = try #require(draft["id"]?.stringValue)
        let rehearsed = try await till.json(["bill", "issue", id, "--dry-run"])
        #expect(rehearsed["dryRun"] == true)
        let bill = try await till.json(["bill", "issue", String(id.prefix(8))])
        let number = try #require(bill["number"]?.stringValue)
        #expect(number.hasSuffix("-A-0001"), "the rehearsal spent no number")
        #expect(bill["total"] == ["minor": 450, "currency": "EUR"])
        #expect(bill["reach"]?["text"] == "here only")

        let part = try await till.json(["bill", "pay", number, "--amount", "2", "--method", "cash"])
        #expect(part["payment"] == "partly-paid" && part["open"] == ["minor": 250, "currency": "EUR"])
        #expect(try await till.json(["bill", "pay", number])["payment"] == "paid")
        let refused = try await till.failure(["bill", "void", number, "--reason", "wrong"], exit: .refused)
        #expect(refused["hint"]?.stringValue?.isEmpty == false)
        let shown = try await till.json(["bill", "show", number])
        let payment = try #require(shown["payments"]?[0]?["id"]?.stringValue)
        let reversed = try await till.json(["bill", "reverse", number, "--payment", payment, "--reason", "wrong bill"])
        #expect(reversed["open"] == ["minor": 200, "currency": "EUR"])

        let levels = try await till.json(["stock", "list"])
        #expect(levels == [["sku": "PEN-01", "name": "Pen", "level": 37, "threshold": 5, "state": "ok"]])
        #expect(try await till.json(["audit", "numbers"])["sound"] == true)
        #expect(try await till.json(["audit", "stock"])["sound"] == true)
        #expect(try await till.json(["bill", "list", "--state", "partly-paid"]).arrayValue?.count == 1)
        #expect(try await till.json(["bill", "history", number]).arrayValue?.isEmpty == false)
        #expect(await node.end(SIGTERM) == 0)
    }

    @Test func `the letterhead is set, stands on bills from then on, and is cleared`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "10", "--stock", "5"])
        try await till.json([
            "settings", "edit", "--address", #"Hauptstr. 5\n10115 Berlin"#, "--tax-number", "VAT ID DE1",
        ])
        let settings = try await till.json(["settings"])
        #expect(settings["address"] == "Hauptstr. 5\n10115 Berlin" && settings["taxNumber"] == "VAT ID DE1")
        let issue = ["bill", "create", "--customer", "walk-in", "--line", "A:1", "--issue"]
        let number = try #require(try await till.json(issue)["number"]?.stringValue)
        try await till.json(["settings", "edit", "--clear", "tax-number", "--tax-rule", "added-per-bill"])
        #expect(try await till.json(["settings"])["taxRule"] == "added-bill-1")
        #expect(try await till.json(["settings"])["taxNumber"] == .null)
        let paper = try await till.run(["bill", "print", number]).output
        #expect(paper.contains("Hauptstr. 5\n10115 Berlin\nVAT ID DE1\n"))
        #expect(await node.end(SIGTERM) == 0)
    }

    @Test func `void and credit correct bills, and the goods come back`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "10", "--stock", "5"])
        let issue = ["bill", "create", "--customer", "walk-in", "--line", "A:2@7.5", "--issue"]
        let first = try #require(try await till.json(issue)["number"]?.stringValue)
        #expect(try await till.json(["bill", "void", first, "--reason", "entered twice"])["state"] == "void")
        #expect(try await till.json(["stock", "list"])[0]?["level"] == 5)
        let second = try #require(try await till.json(issue)["number"]?.stringValue)
        let credited = try await till.json(["bill", "credit", second, "--amount", "5", "--reason", "scratched"])
        #expect(credited["open"] == ["minor": 1000, "currency": "EUR"])
        let paper = try await till.run(["bill", "print", first])
        #expect(paper.output.contains("*** VOID: entered twice ***"))
        let page = try await till.run(["bill", "print", second, "--format", "html"])
        #expect(page.output.hasPrefix("<!doctype html>") && page.output.contains("Thing"))
        await node.end()
    }

    @Test func `a draft is changed line by line, shown with what it would come to, and deleted`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        for sku in ["A", "B"] {
            try await till.json(["product", "add", "--sku", sku, "--name", "Thing \(sku)", "--price", "1.50"])
        }
        try await till.json(["customer", "add", "--name", "Mei", "--ref", "MEI", "--email", "mei@example.org"])
        let edited = try await till.run(["customer", "edit", "MEI", "--phone", "030 1", "--clear", "email"])
        #expect(edited.output.hasPrefix("Changed Mei: phone 030 1, email none"), "\(edited.output)\(edited.errors)")
        let made = try await till.json([
            "bill", "create", "--customer", "walk-in", "--line", "A:2", "--line", "B:1@4", "--note", "by phone",
        ])
        let id = try #require(made["id"]?.stringValue)
        let change = ["--line", "A:3", "--remove", "B", "--customer", "MEI", "--due", "2099-01-31"]
        let changed = try await till.json(["bill", "edit", id] + change)
        #expect(changed["total"] == ["minor": 450, "currency": "EUR"])
        let shown = try await till.run(["bill", "show", id])
        #expect(shown.output.contains("1.50 EUR *  4.50 EUR"), "\(shown.output)")
        #expect(shown.output.contains("preliminary") && shown.output.contains("by phone"))
        #expect(try await till.run(["bill", "edit", id, "--remove", "B"]).status == 3)
        let deleted = try await till.run(["bill", "delete", String(id.prefix(8))])
        #expect(deleted.output.hasPrefix("Deleted the draft \(id.prefix(8)) for Mei"), "\(deleted.output)")
        #expect(try await till.run(["bill", "show", id]).status == 3)
        await node.end()
    }

    @Test func `what was paid too much, credited, given back or written off stands in words and on paper`() async throws
    {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "15"])
        let issue = ["bill", "create", "--customer", "walk-in", "--line", "A:1", "--issue"]
        let first = try #require(try await till.json(issue)["number"]?.stringValue)
        let paid = try await till.run(["bill", "pay", first, "--amount", "20", "--overpay"])
        #expect(paid.output.contains("paid, 5.00 EUR to give back"), "\(paid.output)")
        #expect(try await till.run(["bill", "list"]).output.contains("paid, overpaid"))
        let credited = try await till.run(["bill", "credit", first, "--amount", "2", "--reason", "scratched"])
        #expect(credited.output.contains("2.00 EUR credited, 7.00 EUR to give back"), "\(credited.output)")
        let paper = try await till.run(["bill", "print", first]).output
        #expect(paper.contains("*** PAID; 7.00 EUR to give back ***"), "\(paper)")
        #expect(paper.contains("Credited, scratched") && paper.contains("-2.00 EUR"), "\(paper)")
        #expect(paper.contains("To give back"))
        try await till.json(["bill", "reverse", first, "--reason", "wrong bill"])
        let shown = try await till.run(["bill", "show", first]).output
        #expect(shown.contains("-20.00 EUR") && shown.contains("wrong bill"), "\(shown)")
        #expect(shown.contains("takes back "), "\(shown)")
        let history = try await till.run(["bill", "history", first]).output
        #expect(history.split(separator: "\n").count == 5, "an action a line: \(history)")
        #expect(history.contains("issued: 15.00 EUR") && history.contains("paid 20.00 EUR; payment open → paid"))
        #expect(history.contains("payment taken back: 20.00 EUR; because: wrong bill"), "\(history)")
        #expect(!history.contains("{") && history.contains("credited 2.00 EUR, scratched"), "\(history)")
        let all = try await till.run(["bill", "history", first, "--verbose"]).output
        #expect(all.contains("seller") && !all.contains("{"), "\(all)")
        let why = try await till.run(["explain", "bill/\(first)"])
        #expect(why.output.contains("totals is 15.00 EUR") && why.output.contains("lines is 1 x Thing"))
        #expect(!why.output.contains("seller is") && why.errors.contains("--verbose"))

        let second = try #require(try await till.json(issue)["number"]?.stringValue)
        try await till.json(["bill", "pay", second, "--amount", "20", "--overpay"])
        let refunded = try await till.run(["bill", "refund", second, "--method", "cash"])
        #expect(refunded.output.hasPrefix("Recorded a refund on bill \(second)"), "\(refunded.output)")
        let third = try #require(try await till.json(issue)["number"]?.stringValue)
        #expect(try await till.json(["bill", "report", third])["payment"] == "reported")
        #expect(try await till.json(["bill", "report", third, "--withdraw"])["payment"] == "open")
        #expect(try await till.json(["bill", "write-off", third])["payment"] == "written-off")
        #expect(try await till.json(["bill", "write-off", third, "--undo"])["payment"] == "open")
        await node.end()
    }

    @Test func `stock is adjusted, moved, counted, and its log adds up`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        for sku in ["A", "B"] {
            try await till.json([
                "product", "add", "--sku", sku, "--name", "Thing \(sku)", "--price", "1", "--stock", "10",
                "--threshold", "9",
            ])
        }
        #expect(try await till.json(["stock", "adjust", "A", "2", "--reason", "damaged"])["after"] == 8)
        #expect(
            try await till.json(["stock", "adjust", "A", "-1", "--reason", "correction", "--note", "typed wrong"])[
                "after"] == 7)
        #expect(try await till.json(["stock", "move", "B", "4", "--to", "cellar"])["after"] == 10)
        #expect(try await till.json(["stock", "list", "--location", "cellar"])[0]?["level"] == 4)
        #expect(try await till.json(["stock", "list", "--low"]).arrayValue?.count == 1)
        #expect(try await till.run(["stock", "list", "--low", "--check", "-q"]).status == 8)

        let sheet = try scratch.file("counted.csv", "sku,quantity\nA,5\nB,ten\nnone,1\n")
        let looked = try await till.json(["stock", "count", "--file", sheet], exit: 4)
        #expect(
            looked[0] == [
                "sku": "A", "row": 2, "counted": 5, "expected": 7, "difference": -2, "recorded": false,
                "problem": .null,
            ])
        #expect(try await till.json(["stock", "list"])[0]?["level"] == 7, "looking records nothing")
        let applied = try await till.json(["stock", "count", "--file", "-", "--apply"], input: "quantity,sku\n5,A\n")
        #expect(applied[0]?["recorded"] == true)
        #expect(try await till.json(["stock", "list"])[0]?["level"] == 5)
        let log = try await till.json(["stock", "log", "--sku", "A", "--summary"])
        #expect(log.arrayValue?.reduce(0) { $0 + ($1["quantity"]?.integerValue ?? 0) } == 5)
        // B lies in two places: a count is of one of them, and once more changes nothing.
        for _ in 0..<2 {
            let both = try await till.json(
                ["stock", "count", "--file", "-", "--apply"], input: "sku,location,quantity\nB,cellar,3\nB,,5\n")
            #expect(both.arrayValue?.allSatisfy { $0["recorded"] == true } == true)
            #expect(try await till.json(["product", "show", "B"])["level"] == 8)
        }
        #expect(try await till.json(["stock", "list", "--location", "cellar"])[0]?["level"] == 3)
        #expect(try await till.json(["audit", "stock"])["sound"] == true)
        await node.end()
    }

    @Test func `a level explains itself, and so does a field that was written twice`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        try await till.json(["product", "add", "--sku", "A", "--name", "Thing", "--price", "1", "--stock", "10"])
        try await till.json(["product", "edit", "A", "--name", "Better thing"])
        let stock = try await till.json(["explain", "product/A.stock"])
        #expect(stock["fields"]?[0]?["shown"] == 10)
        let name = try await till.json(["explain", "product/A.name"])
        #expect(name["fields"]?[0]?["writes"]?.arrayValue?.count == 2)
        let words = try await till.run(["explain", "product/A.name"])
        #expect(words.output.contains("name is Better thing, the last of 2 writes"))
        await node.end()
    }

    @Test func `run gives the panel's address first, a log after it, and ends well when asked`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let address = try #require(node.lines.first)
        #expect(address.hasPrefix("http://127.0.0.1:"))
        #expect(try await till.json(["status"])["panel"]?.stringValue.map { address.hasPrefix($0) } == true)
        #expect(await node.end(SIGINT) == 0)
        #expect(node.lines.last?.contains("info node.stopped") == true)
        let json = try await NodeProcess.node(till.directory, ["--json"])
        #expect(try json.lines.allSatisfy { try JSON.decode(String($0)).objectValue != nil })
        #expect(await json.endInput() == 0, "its starter has gone")
    }

    @Test func `watch goes on after any change, chooses by type, and hands each one to a command`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let product = ["--name", "Thing", "--price", "1", "--threshold", "5", "--stock", "9"]
        try await till.json(["product", "add", "--sku", "A"] + product)
        let position = try #require(try await till.json(["status"])["feed"]?.integerValue)
        try await till.json(["customer", "add", "--name", "Mei"])
        try await till.json(["stock", "adjust", "A", "5", "--reason", "lost"])
        let file = scratch.path + "/low.jsonl"
        let watch = try NodeProcess([
            "watch", "--dir", till.directory, "--since", "\(position)", "--type", "stock.low", "--exec",
            "cat >> \(file)",
        ])
        try await eventually("the command has run") {
            (try? String(contentsOfFile: file, encoding: .utf8))?.hasSuffix("\n") == true
        }
        let event = try JSON.decode(try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines))
        #expect(event["types"]?.arrayValue?.contains("stock.low") == true)
        #expect(event["seq"] == .integer(position + 2))
        #expect(watch.output.contains("! stock.low  product A: stock 9 -> 4"), "\(watch.output)")
        await node.end()
        #expect(await watch.end(0) == 5)
        #expect(watch.output.contains("--since \(position + 2)"), "it says how to go on: \(watch.output)")
    }

    @Test func `status that watches tells again when something changes`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let watch = try NodeProcess(["status", "--dir", till.directory, "--watch", "--json"])
        try await eventually("it tells once") { watch.lines.count == 1 }
        try await till.json(["customer", "add", "--name", "Mei"])
        try await eventually("it tells again") { watch.lines.count == 2 }
        let feeds = try watch.lines.map { try JSON.decode(String($0))["feed"]?.integerValue ?? 0 }
        #expect(feeds[1] > feeds[0])
        await watch.end()
        await node.end()
    }

    @Test func `an invitation draws its link as a QR code only where it is asked for or can be seen`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let quiet = try await till.run(["invite"])
        #expect(quiet.status == 0 && !quiet.output.contains("█"))
        #expect(!(try await till.run(["invite", "--qr", "never"]).output.contains("█")))
        let drawn = try await till.run(["invite", "--qr", "always"])
        let lines = drawn.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let link = try #require(lines.first { $0.hasPrefix("replica join ") }?.split(separator: " ").last)
        let code = try QRCode(String(link)).halfBlocks(areDark: false)
        let start = try #require(lines.firstIndex(of: code[0]))
        #expect(Array(lines[start..<start + code.count]) == code)
        #expect(try await till.json(["invite", "--qr", "always"]).objectValue?.keys == ["link", "expires"])
        await node.end()
    }

    @Test func `a movement that was recorded by mistake is taken back, and the supplier is kept`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        try await till.json([
            "product", "add", "--sku", "A", "--name", "Thing", "--price", "3", "--supplier", "Ink & Sons", "--target",
            "9",
        ])
        #expect(try await till.json(["product", "show", "A"])["supplier"] == "Ink & Sons")
        let received = try await till.json(["stock", "receive", "A", "400"])
        let id = try #require(received["records"]?[0]?.stringValue)
        #expect(try await till.json(["stock", "reverse", String(id.prefix(8))])["after"] == 0)
        let twice = try await till.failure(["stock", "reverse", id], exit: .refused)
        #expect(twice["code"] == "movement.irreversible")
        #expect(try await till.json(["stock", "list", "--empty"]).arrayValue?.count == 1)
        #expect(try await till.json(["stock", "list", "--uncounted", "90"]).arrayValue?.count == 1)
        #expect(try await till.run(["stock", "log"]).output.contains("LEVEL"))
        await node.end()
    }
}
