import BrowserDriver
import NodeProcesses
import ReplicaPanel
import Testing

extension BrowserTests {
    /// Many windows, and a node that comes and goes.
    @Suite(.serialized) struct WindowTests {
        @Test(arguments: BrowserEngine.allCases)
        func `eight tabs of one browser stay live, also after the one that read for all is closed`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 7)
                var tabs: [BrowserPage] = []
                for _ in 0..<8 {
                    let page = try await browser.newPage()
                    try await page.open(shop.till, "/stock")
                    tabs.append(page)
                }
                try await shop.till.post("/api/stock/PEN-01/receive", ["quantity": 5])
                for tab in tabs { try await tab.waitForCell("Level", of: "PEN-01", toSay: "12") }
                // The first one got the lock.
                try await tabs.removeFirst().close()
                try await shop.till.post("/api/stock/PEN-01/receive", ["quantity": 5])
                for tab in tabs {
                    try await tab.waitForCell("Level", of: "PEN-01", toSay: "17")
                    #expect(try await tab.stayed)
                }
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `a node that is killed and comes back is followed by every page, without loss and without double`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine, office: true) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 50)
                let first = try await shop.sell("PEN-01", at: shop.till)
                let pages = [try await browser.newPage(), try await browser.newPage(), try await browser.newPage()]
                try await pages[0].open(shop.till, "/bills?tab=all")
                try await pages[1].open(shop.till, "/stock")
                try await pages[2].open(shop.office, "/bills?tab=all")
                try await pages[1].waitForCell("Level", of: "PEN-01", toSay: "49")
                await shop.till.kill()
                for page in pages.prefix(2) { try await page.waitForText("not answering", in: "#reach") }
                // What happens elsewhere meanwhile is there afterwards.
                let meanwhile = try await shop.sell("PEN-01", 2, at: shop.office)
                try await shop.till.start()
                let later = try await shop.sell("PEN-01", 3, at: shop.till)
                for page in [pages[0], pages[2]] {
                    for number in [first, meanwhile, later] {
                        try await page.wait(
                            "\(number) is listed once",
                            until: """
                                return [...document.querySelectorAll("main tbody tr:not(.leaving)")]
                                  .filter((row) => row.innerText.includes(arguments[0])).length === 1;
                                """, .string(number))
                    }
                    try await page.wait(
                        "nothing else is listed",
                        until: "return document.querySelectorAll('main tbody tr:not(.leaving)').length === 3")
                }
                try await pages[1].waitForCell("Level", of: "PEN-01", toSay: "44")
                for page in pages {
                    try await page.waitForText("other computer", in: "#reach")
                    #expect(try await page.run("return document.querySelector('#bar').innerText") == "")
                    #expect(try await page.stayed)
                }
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `a customer who is cut off sees the data, reports a payment, and learns when it has arrived`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine, laptop: true) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 20)
                let number = try await shop.sell("PEN-01", 4, at: shop.till)
                let page = try await browser.newPage()
                try await page.open(shop.laptop)
                try await page.waitForCell("State", of: number, toSay: "Open")
                try await shop.laptop.post("/api/network", ["cut": true])
                try await page.waitForText("Working alone", in: "#reach")
                try await page.go("/bills/\(number)")
                try await page.waitForText("Pen, blue")
                try await page.click("main button", saying: "I have paid this")
                try await page.waitForText("Reported", in: "main .chip")
                try await page.waitForText("kept here", in: "#reach")
                try await page.waitForText("not yet")
                #expect(try await shop.till.get("/api/bill/\(number)")["payment"] == "open")
                try await shop.laptop.post("/api/network", [:])
                try await page.waitForText("all sent", in: "#reach")
                try await page.waitForText("On all")
                #expect(try await shop.till.get("/api/bill/\(number)")["payment"] == "reported")
                #expect(try await page.stayed)
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `two who edit one draft see each other's changes, and lose nothing that they typed`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine, office: true) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 20)
                let lines: JSON = [["sku": "PEN-01", "quantity": 1]]
                let draft = try await shop.till.post(
                    "/api/draft", ["customer": .string(shop.customer), "note": "First", "lines": lines])
                let id = draft["id"]?.stringValue ?? ""
                let office = shop.office
                try await eventually("the office has the draft") { (try? await office.get("/api/draft/\(id)")) != nil }
                let till = try await browser.newPage()
                try await till.open(shop.till, "/drafts/\(id)")
                // Who else is there is shown for some seconds only; it is enough that it was.
                try await till.run(
                    """
                    window.present = "";
                    new MutationObserver(() => { window.present += document.querySelector(".presence")?.textContent ?? ""; })
                      .observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
                    """)
                let other = try await browser.newPage()
                try await other.open(shop.office, "/drafts/\(id)")
                try await till.type("From the till", into: "[name=note]")
                try await other.type("From the office", into: "[name=note]")
                try await other.type("4", into: "[name=quantity]")
                try await other.click("main button", saying: "Save draft")
                try await till.wait(
                    "the till has seen who is there", until: "return window.present.includes('Office is editing')")
                // Where nobody types the change is taken over; where somebody does it is offered.
                try await till.wait(
                    "the quantity is taken over",
                    until: "return document.querySelector('[name=quantity]').value === '4'")
                try await till.waitForText("changed this to “From the office”", in: ".field .theirs")
                #expect(try await till.run("return document.querySelector('[name=note]').value") == "From the till")
                try await till.click(".theirs button", saying: "Use it")
                try await till.wait(
                    "the note is the office's",
                    until: "return document.querySelector('[name=note]').value === 'From the office'")
                #expect(try await till.stayed)
            }
        }
    }
}
