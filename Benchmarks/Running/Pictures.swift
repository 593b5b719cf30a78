import BrowserDriver
import Foundation
import ReplicaPanel

/// Pictures of every page, light and dark, wide and on a phone, of a shop with fixed sample data; and the few that the documentation shows.
///
/// Chromium draws them. In a folder `documentation` lie those that belong into `Sources/Replica/Documentation.docc/Resources`.
struct Pictures {
    private let run: BenchmarkRun
    private let directory: String

    private static let admin = [
        ("overview", "/"), ("bills", "/bills"), ("bills-all", "/bills?tab=all"), ("bill", "/bills/BILL"),
        ("draft", "/bills/new"), ("customers", "/customers"), ("customer", "/customers/CUSTOMER"), ("stock", "/stock"),
        ("stock-low", "/stock?tab=low"), ("product", "/stock/PRODUCT"), ("movements", "/stock/moves"),
        ("stock-take", "/stock/count"), ("order-list", "/stock/order"), ("bill-paper", "/bills/BILL/print"),
        ("statement", "/customers/CUSTOMER/statement"), ("numbers", "/numbers"),
        ("computers", "/peers"), ("conflicts", "/conflicts"), ("settings", "/settings"), ("demo", "/demo"),
    ]
    private static let customer = [
        ("customer-home", "/"), ("customer-bills", "/bills"), ("customer-bill", "/bills/OWN"),
        ("customer-statistics", "/stats"), ("customer-statement", "/statement"), ("customer-settings", "/settings"),
    ]
    /// Name, theme and width of those for the documentation.
    private static let documented: Set = [
        "overview-light-1280", "bills-dark-1280", "stock-light-360", "customer-home-light-360",
    ]

    init(_ run: BenchmarkRun, _ directory: String) {
        self.run = run
        self.directory = directory
    }

    /// Makes them all.
    func make() async throws {
        for folder in [directory, directory + "/documentation"] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let till = try PanelNode(run, products: 120, customers: 30, bills: 160)
        let bills = try await till.get("/api/bill?limit=1000")["items"]?.arrayValue ?? []
        let customer = Self.mostFrequent(bills.compactMap { $0["customer"]?.stringValue })
        let laptop = try await PanelNode(run, joining: till, as: customer, name: "Laptop")
        let office = try await PanelNode(run, joining: till)
        let shown = bills.first { $0["payment"] == "partly-paid" } ?? bills.first
        let own = try await laptop.get("/api/bill?limit=1&sort=-date")["items"]?[0]
        let product = try await till.get("/api/product?low=true&limit=1")["items"]?[0]
        let names = [
            "BILL": shown?["number"]?.stringValue ?? "", "CUSTOMER": customer, "OWN": own?["number"]?.stringValue ?? "",
            "PRODUCT": product?["sku"]?.stringValue ?? "",
        ]
        let browser = try await Browser.start(.chromium)
        for (width, height) in [(1280, 900), (360, 740)] {
            for theme in ["light", "dark"] {
                for (node, paths) in [(office, Self.admin), (laptop, Self.customer)] {
                    try await take(paths, of: node, browser, theme, width, height, names)
                }
            }
        }
        await browser.end()
        run.endChildren()
    }

    private func take(
        _ paths: [(String, String)], of node: PanelNode, _ browser: Browser, _ theme: String, _ width: Int,
        _ height: Int,
        _ names: [String: String]
    ) async throws {
        let page = try await browser.newPage(width: width, height: height)
        try await page.prefer(dark: theme == "dark", still: true)
        try await node.open(page)
        for (name, path) in paths {
            try await page.run(PanelNode.follow, .string(names.reduce(path) { $0.replacing($1.key, with: $1.value) }))
            try await page.wait("\(path) is drawn", until: PanelNode.isShown)
            try await page.wait("\(path) is quiet", until: Self.isQuiet)
            let file = "\(name)-\(theme)-\(width)"
            let picture = Data(try await page.screenshot())
            let folder = Self.documented.contains(file) ? directory + "/documentation" : directory
            try picture.write(to: URL(fileURLWithPath: "\(folder)/\(file).png"))
            run.progress("\(file): \(picture.count / 1_000) kB")
        }
        try await page.close()
    }

    /// Whether nothing in the page has changed for a fifth of a second, and fonts are there.
    private static let isQuiet = """
        const now = document.body.innerHTML.length;
        if (window.quietLength !== now) { window.quietLength = now; window.quietSince = performance.now(); }
        return document.fonts.status === "loaded" && performance.now() - window.quietSince > 200;
        """

    private static func mostFrequent(_ names: [String]) -> String {
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        let named = counts.filter { $0.key != "walk-in" }
        return named.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
}
