import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

@Suite struct PanelFilterTests {
    private static func target(_ path: String, _ filter: String) -> String {
        let allowed = CharacterSet.alphanumerics
        return
            "\(path)\(path.contains("?") ? "&" : "?")where=\(filter.addingPercentEncoding(withAllowedCharacters: allowed)!)"
    }

    /// Two bills, one of them paid, a draft; two products.
    private static func shop() async throws -> TestPanel {
        let panel = try await TestPanel.found()
        try await panel.pen()
        _ = try await panel.post(
            "/api/product", ["sku": "INK-02", "name": "Tinte, schwarz", "price": "1200"], expecting: 201)
        try await panel.mei()
        _ = try await panel.bill(pens: 2)
        let paid = try await panel.post(
            "/api/bill", ["customer": "C-104", "lines": [["sku": "INK-02", "quantity": 1]]], expecting: 201)
        _ = try await panel.post("/api/bill/\(paid.text("number"))/pay", [:])
        _ = try await panel.post(
            "/api/draft", ["customer": "C-104", "lines": [["sku": "PEN-01", "quantity": 9]]], expecting: 201)
        return panel
    }

    @Test func `every list takes a filter of its fields`() async throws {
        let panel = try await Self.shop()
        let cases: [(String, String, Int64)] = [
            ("/api/bill", #"payment == "unpaid" && total < 1000 && customer.name ~ "mei""#, 1),
            ("/api/bill", "total > 1000", 1), ("/api/bill", "total.minor > 100000", 1), ("/api/bill", "total == 3", 1),
            ("/api/bill", #"total.currency == "EUR" && date != null"#, 2), ("/api/bill", #"state == "draft""#, 1),
            ("/api/bill", "open == 0 || total > 12.5", 2), ("/api/bill?state=draft", "total > 10", 1),
            ("/api/bill", "overdue", 0), ("/api/bill", #"payment in ["paid", "void"]"#, 1),
            ("/api/product", #"name ~ "SCHWARZ""#, 1), ("/api/product", "price >= 1200 && !low", 1),
            ("/api/product", #"state == "below-zero" || available > 30"#, 2), ("/api/product", "level <= threshold", 0),
            ("/api/stock", "level == 38", 1), ("/api/customer", #"ref == "C-104" && !walkIn"#, 1),
            ("/api/customer", "email == null", 1), ("/api/draft", "total > 13", 1),
            ("/api/stockTransaction", #"reason == "sold" && quantity < -1"#, 1),
            ("/api/stockTransaction", #"product.sku == "PEN-01" && at > "2020-01-01""#, 2),
            ("/api/conflicts", #"kind == "below-zero""#, 1), ("/api/conflicts", #"kind == "register""#, 0),
        ]
        for (path, filter, count) in cases {
            let answer = try await panel.get(Self.target(path, filter))
            #expect(answer["count"] == .integer(count), "\(path) where \(filter): \(answer)")
        }
        await panel.close()
    }

    @Test func `a filter that can't be used is refused with its place and what to do`() async throws {
        let panel = try await TestPanel.found()
        let wrong = try await panel.get(Self.target("/api/bill", "totl > 3"), expecting: 400)
        #expect(wrong.code == "bad-filter" && wrong.exit == 2)
        #expect(wrong["error"]?["field"] == "where")
        #expect(wrong["error"]?.text("message").hasPrefix("At character 1: ") == true)
        #expect(wrong["error"]?.text("hint").hasPrefix("Did you mean total?") == true)
        for path in [
            "/api/bill", "/api/product", "/api/customer", "/api/stock", "/api/stockTransaction", "/api/conflicts",
            "/api/draft",
        ] {
            let broken = try await panel.get(Self.target(path, "id == "), expecting: 400)
            #expect(broken["error"]?["field"] == "where", "\(path)")
        }
        let long = try await panel.get(Self.target("/api/bill", String(repeating: "x", count: 2_001)), expecting: 400)
        #expect(long["error"]?["field"] == "where")
        await panel.close()
    }

    @Test func `the description names the fields that can be asked for`() async throws {
        let panel = try await TestPanel.found()
        let parameters = panel.description["paths"]?["/api/bill"]?["get"]?["parameters"]?.arrayValue ?? []
        let text = parameters.first { $0["name"] == "where" }?.text("description") ?? ""
        for field in ["customer.name", "total.minor", "overdueDays", "payment"] { #expect(text.contains(field)) }
        await panel.close()
    }
}

/// What the article on filters shows is what the lists take.
@Suite struct FeedArticleTests {
    @Test func `every filter of the article is one of bills`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let article = try String(
            contentsOf: root.appendingPathComponent("Sources/Replica/Documentation.docc/Feed.md"), encoding: .utf8)
        let block = try #require(
            article.components(separatedBy: "```filters\n").last?.components(separatedBy: "```").first)
        let filters = block.split(separator: "\n").map(String.init)
        #expect(filters.count == 6)
        for filter in filters { _ = try Filter(filter).test(on: ShopFields.bills) }
        let quoted = article.components(separatedBy: "Filter(\"").dropFirst().map {
            $0.components(separatedBy: "\")")[0]
        }
        for filter in quoted { _ = try Filter(filter) }
        #expect(quoted.count == 2)
    }
}
