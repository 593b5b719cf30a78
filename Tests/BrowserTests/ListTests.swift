import BrowserDriver
import NodeProcesses
import ReplicaPanel
import Testing

extension BrowserTests {
    /// Lists that are longer than what they show, and lists of what is to decide.
    @Suite(.serialized) struct ListTests {
        @Test(arguments: BrowserEngine.allCases)
        func `a new bill comes to the top of a full list, and no other row moves because one leaves`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 1_000)
                // One more than the list shows at first.
                for _ in 0..<201 { try await shop.sell("PEN-01", at: shop.till) }
                let page = try await browser.newPage()
                try await page.open(shop.till, "/bills?tab=all")
                try await page.wait(
                    "the list is full", until: "return document.querySelectorAll('main tbody tr').length === 200")
                try await page.run(
                    """
                    const body = document.querySelector("main tbody");
                    const top = () => body.querySelector("td.name a")?.textContent;
                    window.tops = [top()];
                    window.inserted = 0;
                    new MutationObserver((changes) => {
                      for (const change of changes) {
                        if (change.target === body) window.inserted += change.addedNodes.length;
                      }
                      if (top() !== window.tops.at(-1)) window.tops.push(top());
                    }).observe(body, { childList: true, subtree: true });
                    """)
                let before = try await page.run("return window.tops[0]").stringValue ?? ""
                let number = try await shop.sell("PEN-01", at: shop.till)
                try await page.wait(
                    "the bill is on top",
                    until: "return document.querySelector('main tbody td.name a').textContent === arguments[0]",
                    .string(number))
                try await page.wait(
                    "what leaves has left", until: "return document.querySelectorAll('main tbody tr').length === 200")
                #expect(try await page.run("return window.tops") == [.string(before), .string(number)])
                #expect(try await page.run("return window.inserted") == 1)
                #expect(try await page.stayed)
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `a conflict tells what each side changes, is decided, and what was discarded is taken back`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine) { browser, shop in
                try await shop.addProduct("PEN-01", price: "1.50", stock: 5)
                let seen = try await shop.till.get("/api/product/PEN-01")["seen"] ?? .null
                for (price, user) in [("1.60", "Anna"), ("1.70", "Ben")] {
                    try await shop.till.patch(
                        "/api/product/PEN-01?user=\(user)", ["price": .string(price), "seen": seen])
                }
                let page = try await browser.newPage()
                try await page.open(shop.till, "/conflicts")
                try await page.waitForText("1.70 EUR → 1.60 EUR", in: ".effects")
                try await page.click("main .sides button", saying: "Keep B")
                try await page.waitForText("Nothing to decide")
                try await page.click("main .tabs button", saying: "Decided by people")
                try await page.waitForText("1.60 EUR", in: ".sides .shown")
                try await page.waitForText("Ben", in: ".sides li:not(.shown)")
                try await page.click("main .sides button", saying: "Let this hold")
                try await page.waitForToast("1.70 EUR holds again")
                #expect(try await shop.till.get("/api/product/PEN-01")["price"]?["minor"] == 170)
                for tab in ["Decided by rule", "Refused"] {
                    try await page.click("main .tabs button", saying: tab)
                    try await page.wait(
                        "\(tab) says that it is empty",
                        until: "return document.querySelector('main .empty') && !document.querySelector('.skeleton')")
                }
                #expect(try await page.stayed)
            }
        }
    }
}
