import BrowserDriver
import NodeProcesses
import ReplicaPanel
import Testing

extension BrowserTests {
    /// What happens on one computer shows on the open pages of all that may see it.
    @Suite(.serialized) struct SignalTests {
        @Test(arguments: BrowserEngine.allCases)
        func `a bill that the till's page issues appears on the customer's open page, with a message and a badge`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine, laptop: true) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 20)
                let customer = try await browser.newPage()
                try await customer.open(shop.laptop, "/bills")
                let till = try await browser.newPage()
                try await till.open(shop.till, "/bills/new")
                try await till.type("Mei Lin", into: "input[name=customer]")
                try await till.type("PEN-01", into: "input[name=sku]")
                try await till.type("2", into: "input[name=quantity]")
                try await till.waitForText("5.00")
                try await till.click("main button", saying: "Issue")
                try await till.click("dialog button[type=submit]")
                let number =
                    try await till.wait(
                        "the till shows the bill",
                        until: "return /bills\\/(\\d{4}-[A-Z]+-\\d+)$/.exec(location.pathname)?.[1]"
                    ).stringValue ?? ""
                try await customer.waitForToast(number)
                try await customer.waitForCell("State", of: number, toSay: "New")
                #expect(try await customer.stayed)
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `a payment changes state, colour and sums on all open pages`(engine: BrowserEngine) async throws {
            try await inBrowser(engine, office: true, laptop: true) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 20)
                let number = try await shop.sell("PEN-01", 4, at: shop.till)
                let bills = try await browser.newPage()
                try await bills.open(shop.office, "/bills?tab=all")
                let overview = try await browser.newPage()
                try await overview.open(shop.office)
                let customer = try await browser.newPage()
                try await customer.open(shop.laptop)
                try await bills.waitForCell("State", of: number, toSay: "Open")
                try await customer.waitForCell("State", of: number, toSay: "Open")
                try await overview.waitForText("10.00", in: "a.tile[href='/bills']")
                let colour = "return getComputedStyle(document.querySelector('main td .chip')).backgroundColor"
                let before = try await (bills.run(colour), customer.run(colour))

                let till = try await browser.newPage()
                try await till.open(shop.till, "/bills/\(number)")
                try await till.click("main button", saying: "Record payment")
                try await till.click("dialog button[type=submit]")
                try await till.waitForText("Paid")

                try await bills.waitForCell("State", of: number, toSay: "Paid")
                try await overview.waitForText("0 bills", in: "a.tile[href='/bills']")
                try await customer.waitForCell("State", of: number, toSay: "Paid")
                try await customer.waitForText("0 bills", in: ".tile")
                let after = try await (bills.run(colour), customer.run(colour))
                #expect(before.0 != after.0 && before.1 != after.1)
                for page in [bills, overview, customer] { #expect(try await page.stayed) }
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `a level moves on all open pages, and that it is low is told once`(engine: BrowserEngine) async throws {
            try await inBrowser(engine, office: true) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 7, threshold: 5)
                let pages = [try await browser.newPage(), try await browser.newPage()]
                try await pages[0].open(shop.till, "/stock")
                try await pages[1].open(shop.office, "/stock")
                for page in pages {
                    try await page.waitForCell("Level", of: "PEN-01", toSay: "7")
                    // Every message that is shown, and every one that is drawn anew.
                    try await page.run(
                        """
                        window.lows = 0;
                        new MutationObserver((changes) => {
                          for (const change of changes) {
                            for (const node of change.addedNodes) if (node.textContent.includes("is low")) window.lows += 1;
                          }
                        }).observe(document.getElementById("toasts"), { childList: true, subtree: true });
                        """)
                }
                try await shop.sell("PEN-01", 3, at: shop.till)
                for page in pages {
                    try await page.waitForCell("Level", of: "PEN-01", toSay: "4")
                    try await page.waitForCell("State", of: "PEN-01", toSay: "Low")
                    try await page.waitForToast("is low: 4 left")
                }
                try await shop.sell("PEN-01", 1, at: shop.office)
                for page in pages {
                    try await page.waitForCell("Level", of: "PEN-01", toSay: "3")
                    #expect(try await page.run("return window.lows") == 1)
                    #expect(try await page.stayed)
                }
            }
        }
    }
}
