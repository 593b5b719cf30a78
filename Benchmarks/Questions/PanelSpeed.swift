import BrowserDriver
import Foundation
import ReplicaPanel

/// P15: how long does a person wait for the panel of a large shop?
///
/// One admin's node with 10,000 bills and 2,000 products, Chromium. Times are the page's own: from the beginning of the navigation, from a
/// click's time stamp, until the second animation frame after what was waited for is in the document.
struct PanelSpeed {
    private let run: BenchmarkRun
    private let rounds: Int

    init(_ run: BenchmarkRun) {
        self.run = run
        rounds = run.samples(9, quick: 3)
    }

    func measure() async throws -> [Measurement] {
        if let missing = BrowserEngine.chromium.missing {
            run.progress("P15: \(missing)")
            return []
        }
        run.progress("P15: 10,000 bills and 2,000 products")
        let bills = run.samples(10_000, quick: 1_000)
        let node = try PanelNode(run, products: run.samples(2_000, quick: 300), customers: 500, bills: bills)
        let browser = try await Browser.start(.chromium)
        let page = try await browser.newPage()
        try await node.open(page)
        _ = try await page.devTools("Page.addScriptToEvaluateOnNewDocument", ["source": .string(Self.connecting)])
        var result = [
            try await connecting(page), try await list(page, bills), try await clicking(page),
        ]
        result += try await changes(page, node)
        result.append(try await resuming(page, node))
        await browser.end()
        run.endChildren()
        return result
    }

    /// Notes when the page is there and live.
    private static let connecting = """
        window.shownAt = null;
        new MutationObserver(() => {
          const isShown = () => { \(PanelNode.isShown) };
          if (window.shownAt !== null || !document.querySelector("#reach") || !isShown()) return;
          window.shownAt = -1;
          requestAnimationFrame(() => requestAnimationFrame(() => { window.shownAt = performance.now(); }));
        }).observe(document, { childList: true, subtree: true, characterData: true });
        """

    /// The overview, loaded by its address.
    private func connecting(_ page: BrowserPage) async throws -> Measurement {
        let origin = try await page.run("return location.origin").stringValue ?? ""
        var values: [Double] = []
        for round in 0...rounds {
            try await page.open(origin + "/stock?tab=low&round=\(round)")
            let time = try await page.wait("the page is live", until: "return window.shownAt > 0 && window.shownAt")
                .numberValue
            if round > 0, let time { values.append(time / 1_000) }
        }
        return Measurement(
            id: "P15.connect", name: "page loaded → live, with its list", unit: "s", values: values,
            goal: .init(subject: .value, first: 0.5, goal: 0.1))
    }

    /// From a click on the link to the drawn list.
    private func list(_ page: BrowserPage, _ bills: Int) async throws -> Measurement {
        var (values, served): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            try await page.run(PanelNode.follow, "/settings")
            try await page.wait(
                "settings", until: "return document.querySelector('main h1')?.textContent.includes('Settings')")
            try await page.run(
                """
                performance.clearResourceTimings();
                window.listedAt = null;
                const begin = performance.now();
                const watch = new MutationObserver(() => {
                  if (document.querySelectorAll("main tbody tr").length < 20) return;
                  watch.disconnect();
                  requestAnimationFrame(() => requestAnimationFrame(() => { window.listedAt = performance.now() - begin; }));
                });
                watch.observe(document.querySelector("main"), { childList: true, subtree: true });
                \(PanelNode.follow)
                """, "/bills?tab=all")
            let time = try await page.wait("the list", until: "return window.listedAt").numberValue ?? 0
            values.append(time / 1_000)
            let answer = try await page.run(
                "return performance.getEntriesByType('resource').filter((one) => one.name.includes('/api/bill?')).at(-1).duration"
            )
            served.append((answer.numberValue ?? 0) / 1_000)
        }
        run.progress("P15: of the list's time the node's answer took \(Statistics.median(served)) s")
        return Measurement(
            id: "P15.list", name: "click → list of \(bills) bills drawn", unit: "s", values: values,
            referenceName: "the node's answer", references: served, goal: .init(subject: .value, first: 0.5, goal: 0.2))
    }

    /// A real click on a button that opens a dialog.
    private func clicking(_ page: BrowserPage) async throws -> Measurement {
        try await page.run(PanelNode.follow, "/stock?tab=low")
        try await page.wait("the stock", until: "return document.querySelector('main .heading button')")
        try await page.run(
            """
            document.addEventListener("click", (event) => {
              requestAnimationFrame(() => requestAnimationFrame(() => {
                if (document.querySelector("dialog[open]")) window.feltAfter = performance.now() - event.timeStamp;
              }));
            }, true);
            """)
        var values: [Double] = []
        for _ in 0..<(rounds * 3) {
            try await page.run("window.feltAfter = null")
            try await page.click("main .heading button")
            values.append(try await page.wait("the dialog", until: "return window.feltAfter").numberValue ?? 0)
            try await page.press(.escape)
            try await page.wait("no dialog", until: "return !document.querySelector('dialog')")
        }
        return Measurement(
            id: "P15.click", name: "click → its effect drawn", unit: "ms", values: values, referenceName: "one frame",
            references: [try await Signal.frame(page)], goal: .init(subject: .value, first: 50, goal: 33.4))
    }

    /// A payment recorded at the node itself, until the open list of all bills shows it.
    private func changes(_ page: BrowserPage, _ node: PanelNode) async throws -> [Measurement] {
        try await page.run(PanelNode.follow, "/stock")
        try await page.wait("the stock", until: "return document.querySelectorAll('main tbody tr').length > 20")
        let sku = try await node.get("/api/product?sort=sku&limit=1")["items"]?[0]?["sku"]?.stringValue ?? ""
        let levels = try await Signal.sample(run.samples(100, quick: 30), page, "td[data-title=Level]") {
            try await node.post("/api/stock/\(sku)/receive", ["quantity": 1])
        }
        try await page.run(PanelNode.follow, "/bills?tab=all")
        try await page.wait("the bills", until: "return document.querySelectorAll('main tbody tr').length > 20")
        let lists = try await Signal.sample(run.samples(100, quick: 30), page, "td.name a") {
            try await node.post("/api/bill", ["customer": "walk-in", "lines": [["sku": .string(sku), "quantity": 1]]])
        }
        func measurement(_ id: String, _ name: String, _ samples: [Signal.Sample], _ share: Double) -> Measurement {
            Measurement(
                id: "P15.\(id)", name: name, unit: "ms",
                values: [Statistics.percentile(samples.map(\.pixel), share)], referenceName: "asked, answered",
                references: [
                    Statistics.percentile(samples.map { $0.answered - $0.asked }, share)
                ], goal: .init(subject: .value, first: 100, goal: 50))
        }
        return [
            measurement("level50", "acknowledged here → level drawn, p50", levels, 0.5),
            measurement("level99", "acknowledged here → level drawn, p99", levels, 0.99),
            measurement("bill50", "acknowledged here → new bill drawn in the list of all, p50", lists, 0.5),
            measurement("bill99", "acknowledged here → new bill drawn in the list of all, p99", lists, 0.99),
        ]
    }

    /// The node is killed; from when it serves again until the page is live.
    private func resuming(_ page: BrowserPage, _ node: PanelNode) async throws -> Measurement {
        var values: [Double] = []
        for _ in 0..<rounds {
            node.kill()
            try await page.wait(
                "the page has noticed", until: "return /answering/.test(document.querySelector('#reach').innerText)")
            try node.restart()
            let begin = ContinuousClock.now
            try await page.wait("the page is live", until: PanelNode.isShown)
            values.append(Double((ContinuousClock.now - begin) / .milliseconds(1)) / 1_000)
        }
        return Measurement(
            id: "P15.resume", name: "the node serves again → the page is live", unit: "s", values: values,
            goal: .init(subject: .value, first: 1, goal: 0.3))
    }
}
