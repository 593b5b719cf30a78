import Foundation
import ReplicaPanel
import Testing

@Suite struct PanelFileTests {
    private static let products = """
        sku,name,price,threshold,stock,colour
        PEN-01,"Pen, blue",1.50,5,40,blue
        PEN-02,Pen red,"1,60",,3,red
        CUP-01,Cup,7.00,,,white

        """

    private func importing(
        _ panel: TestPanel, _ query: String, _ file: String
    ) async throws -> (rows: [JSON], end: JSON) {
        let events = try await panel.events(
            "/api/import?\(query)", method: "POST", headers: ["Content-Type": "text/csv"], body: Array(file.utf8)
        ) { $0.name == "end" || $0.name == "failed" }
        return (events.filter { $0.name == "row" }.map(\.json), events.last?.json ?? .null)
    }

    @Test func `good rows are kept, bad ones are named, and the file again changes nothing`() async throws {
        let panel = try await TestPanel.found()
        let tried = try await importing(panel, "what=products&dry-run", Self.products)
        #expect(tried.end["dryRun"] == true)
        #expect(try await panel.get("/api/product")["count"] == 0)
        let done = try await importing(panel, "what=products", Self.products)
        #expect(done.rows.map { $0.text("outcome") } == ["created", "failed", "created"])
        #expect(done.rows[1]["row"] == 3)
        #expect(done.rows[1]["column"] == "price")
        #expect(done.rows[1]["error"]?["code"] == "amount.comma")
        #expect(done.end["unknownColumns"] == ["colour"])
        #expect(done.end["sums"]?["created"] == 2)
        let again = try await importing(panel, "what=products", Self.products)
        #expect(again.end["sums"]?["created"] == 0)
        #expect(again.end["sums"]?["skipped"] == 2)
        #expect(try await panel.get("/api/product/PEN-01")["level"] == 40)
        await panel.close()
    }

    @Test func `a column may be called otherwise, and a file without a heading is refused whole`() async throws {
        let panel = try await TestPanel.found()
        let renamed = try await importing(
            panel, "what=customers&map=key%3Dref&map=who%3Dname", "key,who\nC-1,Mei\n")
        #expect(renamed.end["sums"]?["created"] == 1)
        let failed = try await importing(panel, "what=customers", "a,b\n1,2\n")
        #expect(failed.end.code == "csv.header")
        await panel.close()
    }

    @Test func `an export is read back by an import`() async throws {
        let panel = try await TestPanel.found()
        _ = try await importing(panel, "what=products", Self.products)
        let file = try await panel.client.send(HTTPClientRequest("GET", "/api/export?what=products&format=csv"))
        #expect(file.headers["Content-Type"]?.hasPrefix("text/csv") == true)
        let other = try await TestPanel.found()
        let read = try await importing(other, "what=products", String(decoding: file.body, as: UTF8.self))
        #expect(read.end["sums"]?["created"] == 2)
        #expect(try await other.get("/api/product/PEN-01")["level"] == 40)
        let lines = try await panel.client.send(HTTPClientRequest("GET", "/api/export?what=all&format=jsonl")).body
        let documents = try lines.split(separator: UInt8(ascii: "\n")).map { try JSON.decode(Array($0)) }
        #expect(documents.count { $0["collection"] == "product" } == 2)
        let array = try await panel.client.send(HTTPClientRequest("GET", "/api/export?what=products&format=json"))
            .json()
        #expect(array.arrayValue?.count == 2)
        await panel.close()
        await other.close()
    }

    @Test func `an imported file may be larger than other bodies, up to its own limit`() async throws {
        var options = PanelOptions()
        options.bodyBytes = 1000
        options.importBytes = 4000
        let panel = try await TestPanel.found(options: options)
        let rows = (0..<60).map { "P-\($0),A thing with a name,1.00" }.joined(separator: "\n")
        let read = try await importing(panel, "what=products", "sku,name,price\n" + rows)
        #expect(read.end["sums"]?["created"] == 60)
        let large = HTTPClientRequest(
            "POST", "/api/import?what=products", headers: ["Content-Type": "text/csv"],
            body: Array(repeating: UInt8(ascii: "a"), count: 4001))
        #expect(try await panel.client.send(large).status == 413)
        await panel.close()
    }
}
