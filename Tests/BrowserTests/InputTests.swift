import BrowserDriver
import NodeProcesses
import ReplicaPanel
import Testing

extension BrowserTests {
    /// What people type, and what others send.
    @Suite(.serialized) struct InputTests {
        /// Names that try to be markup, to turn the text around, to be longer than any line.
        private static let hostile = [
            "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>",
            "עט כחול (2) חדש",
            String(repeating: "W", count: 200),
        ]

        @Test(arguments: BrowserEngine.allCases)
        func `hostile names are shown as they are and do nothing`(engine: BrowserEngine) async throws {
            try await inBrowser(engine, laptop: true) { browser, shop in
                for (index, name) in Self.hostile.enumerated() {
                    try await shop.addProduct("P-\(index)", name: name, stock: 1, threshold: 5)
                    try await shop.till.post("/api/customer", ["name": .string(name)])
                }
                let bill = try await shop.till.post(
                    "/api/bill",
                    [
                        "customer": .string(shop.customer), "note": .string(Self.hostile.joined(separator: "\n")),
                        "lines": .array((0..<3).map { ["sku": .string("P-\($0)"), "quantity": 2] }),
                    ])
                let number = bill["number"]?.stringValue ?? ""
                let page = try await browser.newPage()
                try await page.open(shop.till)
                let phone = try await browser.newPage(width: 320, height: 640)
                try await phone.open(shop.till)
                for path in [
                    "/", "/stock", "/stock/P-0", "/stock/P-2", "/stock/moves", "/customers", "/bills?tab=all",
                    "/bills/\(number)",
                ] {
                    for page in [page, phone] {
                        try await page.go(path)
                        try await expectHarmless(page, path)
                    }
                }
                try await page.waitForText(Self.hostile[0])
                let customer = try await browser.newPage()
                try await customer.open(shop.laptop, "/bills/\(number)")
                try await customer.waitForText(Self.hostile[0])
                try await expectHarmless(customer, "the customer's bill")
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `who presses again after the answers were lost does it once`(engine: BrowserEngine) async throws {
            try await inBrowser(engine) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 5)
                let page = try await browser.newPage()
                try await page.open(shop.till, "/stock/PEN-01")
                try await page.run(
                    """
                    const real = window.fetch;
                    let lost = 0;
                    window.fetch = async (...call) => {
                      const answer = await real(...call);
                      if (!String(call[0]).includes("/receive") || lost === 3) return answer;
                      lost += 1;
                      throw new TypeError("lost");
                    };
                    """)
                try await page.click("main button", saying: "Receive")
                try await page.type("7", into: "dialog input[name=quantity]")
                try await page.click("dialog button[type=submit]")
                try await page.waitForText("does not answer", in: "dialog .summary")
                try await page.click("dialog button[type=submit]")
                try await page.waitForToast("was done once")
                try await page.waitForText("12")
                #expect(try await shop.till.get("/api/product/PEN-01")["level"] == 12)
            }
        }

        private func expectHarmless(_ page: BrowserPage, _ path: String) async throws {
            let found = try await page.run(
                """
                return {
                  harmed: window.harmed ?? null,
                  elements: document.querySelectorAll("body script, main img").length,
                  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
                  culprits: [...document.querySelectorAll("main *")]
                    .filter((one) => !one.closest(".scroll") && one.getBoundingClientRect().right > innerWidth + 1)
                    .slice(0, 4).map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 20)}`),
                };
                """)
            #expect(found["harmed"]?.isNull == true && found["elements"] == 0, "\(path): \(found)")
            #expect((found["wide"]?.integerValue ?? 1) <= 0, "\(path) scrolls sideways: \(found)")
        }

        /// A form: where it is, what opens it, what is typed wrong, and the field beside which that is said.
        private struct Form {
            let path: String
            let opener: String
            let typed: [(field: String, text: String)]
            let wrong: String
        }

        private static let forms = [
            Form(
                path: "/stock", opener: "New product", typed: [("sku", "B-1"), ("name", "Bag"), ("price", "12,5x")],
                wrong: "price"),
            Form(path: "/stock", opener: "New product", typed: [("sku", "B-1"), ("price", "1")], wrong: "name"),
            Form(
                path: "/stock", opener: "New product",
                typed: [("sku", "PEN-01"), ("name", "Pen again"), ("price", "1")], wrong: "sku"),
            Form(
                path: "/stock", opener: "New product",
                typed: [("sku", "B-1"), ("name", String(repeating: "N", count: 10_000)), ("price", "1")], wrong: "name"),
            Form(path: "/stock/PEN-01", opener: "Receive", typed: [("quantity", "many")], wrong: "quantity"),
            Form(path: "/stock/PEN-01", opener: "Receive", typed: [("quantity", "-4")], wrong: "quantity"),
            Form(path: "/stock/PEN-01", opener: "Count", typed: [("counted", "1.5")], wrong: "counted"),
            Form(path: "/customers", opener: "New customer", typed: [("city", "Ulm")], wrong: "name"),
            Form(
                path: "/customers", opener: "New customer", typed: [("name", "Ben"), ("country", "Germany")],
                wrong: "country"),
            Form(path: "/bills/NUMBER", opener: "Record payment", typed: [("amount", "1e9")], wrong: "amount"),
            Form(path: "/bills/NUMBER", opener: "Record payment", typed: [("amount", "2.345")], wrong: "amount"),
            Form(path: "/bills/NUMBER", opener: "Credit", typed: [("amount", "1")], wrong: "reason"),
            Form(path: "/bills/NUMBER", opener: "Void", typed: [], wrong: "reason"),
        ]

        @Test(arguments: BrowserEngine.allCases)
        func `what is wrong in a form is said beside its field, and nothing that was typed is lost`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 20)
                let number = try await shop.sell("PEN-01", 4, at: shop.till)
                let feed = try await shop.till.get("/api/status")["feed"]
                let page = try await browser.newPage()
                try await page.open(shop.till)
                for form in Self.forms {
                    try await page.go(form.path.replacing("NUMBER", with: number))
                    try await page.click("main .heading button", saying: form.opener)
                    for (field, text) in form.typed {
                        let selector = "dialog [name=\(field)]"
                        if text.count < 100 {
                            try await page.type(text, into: selector)
                        } else {
                            try await page.paste(text, into: selector)
                        }
                    }
                    try await page.click("dialog button[type=submit]")
                    let said = try await page.wait(
                        "\(form.path), \(form.opener): something is said beside \(form.wrong)",
                        until: """
                            const input = document.querySelector(`dialog [name=${arguments[0]}]`);
                            return input?.getAttribute("aria-invalid") === "true"
                              && input.closest(".field").querySelector(".error").innerText;
                            """, .string(form.wrong))
                    #expect((said.stringValue?.count ?? 0) > 5)
                    for (field, text) in form.typed {
                        let kept = try await page.run(
                            "return document.querySelector(`dialog [name=${arguments[0]}]`).value", .string(field))
                        #expect(kept == .string(text), "\(form.path), \(form.opener): \(field)")
                    }
                    try await page.press(.escape)
                    try await page.wait("the dialog closes", until: "return !document.querySelector('dialog')")
                }
                #expect(try await shop.till.get("/api/status")["feed"] == feed, "nothing was written")
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `a line that can't be sold is said beside it, and the draft survives that the page is loaded anew`(
            engine: BrowserEngine
        ) async throws {
            try await inBrowser(engine) { browser, shop in
                try await shop.addProduct("PEN-01", stock: 20)
                let page = try await browser.newPage()
                try await page.open(shop.till, "/bills/new")
                try await page.type("NONE-7", into: "input[name=sku]")
                try await page.wait(
                    "it is said beside the product",
                    until: "return document.querySelector('input[name=sku]').getAttribute('aria-invalid') === 'true'")
                try await page.type("Kept", into: "[name=note]")
                try await page.run("location.reload()")
                try await page.wait(
                    "what was typed is there again",
                    until: """
                        return document.querySelector("input[name=sku]")?.value === "NONE-7"
                          && document.querySelector("[name=note]").value === "Kept";
                        """)
            }
        }

        @Test(arguments: BrowserEngine.allCases)
        func `a link lets one browser in, once, and others see nothing`(engine: BrowserEngine) async throws {
            try await inBrowser(engine) { browser, shop in
                let link = try await shop.till.link()
                let page = try await browser.newPage()
                try await page.open(link)
                try await page.waitForText("Corner Shop", in: "#head")
                try await page.forgetCookies()
                try await page.open("about:blank")
                try await page.open(link)
                try await page.waitForText("This page needs its link")
                #expect(try await page.run("return document.body.innerText.includes('Corner Shop')") == false)
            }
        }
    }
}
