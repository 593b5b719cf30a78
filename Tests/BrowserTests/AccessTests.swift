import BrowserDriver
import NodeProcesses
import ReplicaPanel
import Testing

extension BrowserTests {
    /// What everybody must be able to see, reach and name, on every page: the checks of ``PageAudit``.
    @Suite(.serialized) struct AccessTests {
        private static let adminPaths = [
            "/", "/bills", "/bills?tab=all", "/bills/new", "/bills/NUMBER", "/drafts/DRAFT", "/customers",
            "/customers/CUSTOMER", "/stock", "/stock/PEN-01", "/stock/moves", "/peers", "/conflicts", "/settings",
            "/demo",
            "/nowhere",
        ]
        private static let customerPaths = ["/", "/bills", "/bills/NUMBER", "/stats", "/settings"]

        @Test(arguments: BrowserEngine.allCases)
        func `every page can be seen and reached, in both colours, wide and on a phone, and raises no error`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine, laptop: true) { browser, shop in
                let names = try await fill(shop)
                func filled(_ paths: [String]) -> [String] {
                    paths.map { path in names.reduce(path) { $0.replacing($1.key, with: $1.value) } }
                }
                for (computer, paths) in [(shop.till, Self.adminPaths), (shop.laptop, Self.customerPaths)] {
                    let wide = try await browser.newPage()
                    try await wide.open(computer)
                    let phone = try await browser.newPage(width: 320, height: 640)
                    try await phone.open(computer)
                    for path in filled(paths) {
                        try await wide.go(path)
                        try await PageAudit.expectSound(wide, path)
                        try await phone.go(path)
                        try await PageAudit.expectNarrow(phone, path)
                    }
                    let origin = try await wide.run("return location.origin").stringValue ?? ""
                    for page in [wide, phone] {
                        let failures = try await page.failures(of: origin)
                        #expect(failures == [], "\(engine)")
                    }
                }
            }
        }

        /// A bill, a draft, a low product, a question: enough that every page has something to show.
        private func fill(_ shop: TestShop) async throws -> [String: String] {
            try await shop.addProduct("PEN-01", stock: 9, threshold: 5)
            try await shop.addProduct("INK-02", name: "Ink", stock: 0, threshold: 3)
            let number = try await shop.sell("PEN-01", 5, at: shop.till)
            try await shop.sell("INK-02", 1, at: shop.till)
            let draft = try await shop.till.post(
                "/api/draft",
                ["customer": .string(shop.customer), "lines": [["sku": "PEN-01", "quantity": 1]]])
            let laptop = shop.laptop
            try await eventually("the customer has both bills") {
                try await laptop.get("/api/bill")["items"]?.arrayValue?.count == 2
            }
            return ["NUMBER": number, "DRAFT": draft["id"]?.stringValue ?? "", "CUSTOMER": shop.customer]
        }

        @Test(arguments: BrowserEngine.allCases)
        func `the keyboard goes through a page in its order, and shows where it is`(engine: BrowserEngine) async throws
        {
            try await inBrowser(engine) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 9)
                let page = try await browser.newPage()
                try await page.open(shop.till, "/stock")
                // From the beginning, as somebody who comes from the address field.
                try await page.run("document.activeElement.blur(); document.querySelector('.skip').focus()")
                for _ in 0..<12 {
                    try await page.run("window.before = document.activeElement")
                    try await page.press(.tab)
                    let step = try await page.run(PageAudit.step)
                    #expect(step["follows"] == true && step["shown"] == true, "\(step)")
                }
            }
        }
    }
}
