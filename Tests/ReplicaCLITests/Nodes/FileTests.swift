import Foundation
import NodeProcesses
import ReplicaCommand
import ReplicaPanel
import Testing

/// Files in and out.
@Suite struct FileTests {
    private static let products = """
        sku,name,price,threshold,colour
        PEN-01,"Pen, blue",1.50,5,blue
        PEN-02,Pen,abc,5,red
        PEN-03,,2,5,red
        PEN-04,"Pencil,0.80,5,grey
        """

    @Test func `bad rows are named by row and column, and the good ones are kept`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let file = try scratch.file("products.csv", Self.products)
        let rehearsed = try await till.json(["import", file, "--what", "products", "-n"], exit: 4)
        #expect(rehearsed.arrayValue?.first?["outcome"] == "created")
        #expect(try await till.json(["product", "list"]) == [])
        let rows = try await till.json(["import", file, "--what", "products"], exit: 4).arrayValue ?? []
        #expect(rows.map { $0["outcome"] } == ["created", "failed", "failed", "failed"])
        #expect(rows[1]["row"] == 3 && rows[1]["column"] == "price")
        #expect(rows[2]["row"] == 4 && rows[2]["column"] == "name")
        #expect(try await till.json(["product", "list"]).arrayValue?.count == 1)
        let words = try await till.run(["import", file, "--what", "products"])
        #expect(words.output.contains("Row 3, column price (PEN-02): "), "\(words.output)")
        #expect(words.output.contains("3 not taken"))
        #expect(words.errors.contains("\"colour\" is not known"))
        await node.end()
    }

    @Test func `a file that is no table is refused as a whole`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let error = try await till.failure(
            ["import", "-", "--what", "products"], exit: .usage, input: "sku;name\nA;B\n")
        #expect(error["code"]?.stringValue?.hasPrefix("csv.") == true)
        let counts = try await till.failure(["stock", "count", "--file", "-"], exit: .usage, input: "a,b\n")
        #expect(counts["code"] == "usage.file.columns")
        await node.end()
    }

    @Test func `a column of another name is mapped, and the same file again changes nothing`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let file = try scratch.file("people.csv", "ref,name,Tel.\nC-1,Mei Lin,+49 30 123\nC-2,Anna,\n")
        let load = ["import", file, "--what", "customers", "--map", "Tel.=phone"]
        #expect(try await till.json(load).arrayValue?.map { $0["outcome"] } == ["created", "created"])
        #expect(try await till.json(["customer", "show", "C-1"])["phone"] == "+49 30 123")
        let again = try await till.json(load).arrayValue ?? []
        #expect(again.allSatisfy { $0["outcome"] != "created" && $0["outcome"] != "failed" })
        await node.end()
    }

    @Test func `what one shop exports another one imports`() async throws {
        let scratch = try Scratch()
        let till = try await Till.founding(scratch.path + "/till")
        let node = try await NodeProcess.node(till.directory)
        let other = try await Till.founding(scratch.path + "/other")
        let second = try await NodeProcess.node(other.directory)
        for number in 1...3 {
            try await till.json([
                "product", "add", "--sku", "P-\(number)", "--name", "=Ding, \"\(number)\"", "--price", "\(number).5",
                "--stock", "9",
            ])
        }
        try await till.json(["customer", "add", "--name", "Mei", "--ref", "C-1"])
        try await till.json(["bill", "create", "--customer", "C-1", "--line", "P-1:2", "--line", "P-2:1@2", "--issue"])
        for what in ["products", "customers", "bills"] {
            let file = "\(scratch.path)/\(what).csv"
            let written = try await till.json(["export", "--what", what, "--format", "csv", "--out", file])
            #expect(written["file"] == .string(file))
            let rows = try await other.json(["import", file, "--what", what]).arrayValue ?? []
            #expect(
                !rows.isEmpty && rows.allSatisfy { ["created", "updated"].contains($0["outcome"]?.stringValue) },
                "\(rows)")
        }
        let (one, two) = (try await till.json(["bill", "list"])[0], try await other.json(["bill", "list"])[0])
        #expect(one?["total"] == two?["total"] && one?["total"] == ["minor": 500, "currency": "EUR"])
        #expect(try await other.json(["product", "show", "P-1"])["name"] == "=Ding, \"1\"")
        await node.end()
        await second.end()
    }
}
