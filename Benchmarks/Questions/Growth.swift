import BrowserDriver
import Foundation
import ReplicaPanel

/// Does a page that is left open grow? Three pages, the overview, the stock and all bills, under 100 changes a minute; Chromium.
///
/// The page's heap and its number of DOM nodes are read after a garbage collection, at the start (after a tenth of the time, at most a
/// minute, so that caches are filled) and at the end; the node's memory beside them, which grows with what it stores.
struct Growth {
    private let run: BenchmarkRun
    private static let changesPerMinute = 100
    private static let pages: KeyValuePairs = ["overview": "/", "stock": "/stock", "bills": "/bills?tab=all"]

    init(_ run: BenchmarkRun) { self.run = run }

    /// What is held at one moment.
    private struct Held {
        let heap: Double
        let nodes: Double
        let resident: Double
    }

    func measure() async throws -> [Measurement] {
        if let missing = BrowserEngine.chromium.missing {
            run.progress("GROWTH: \(missing)")
            return []
        }
        let minutes = run.options.minutes ?? run.samples(5, quick: 1)
        let till = try PanelNode(run, products: 300, customers: 50, bills: 300)
        let office = try await PanelNode(run, joining: till)
        let browser = try await Browser.start(.chromium)
        var pages: [BrowserPage] = []
        for path in Self.pages.map(\.value) {
            let page = try await browser.newPage()
            try await office.open(page, path)
            pages.append(page)
        }
        let skus =
            try await till.get("/api/product?limit=100")["items"]?.arrayValue?.compactMap { $0["sku"]?.stringValue }
            ?? []
        let changes = minutes * Self.changesPerMinute
        let warmUp = min(changes / 10, Self.changesPerMinute)
        let begin = ContinuousClock.now
        var before: [Held] = []
        for number in 0..<changes {
            if number == warmUp { before = try await held(pages, office) }
            let sku = skus[number % skus.count]
            if number % 10 == 0 {
                try await till.post(
                    "/api/bill", ["customer": "walk-in", "lines": [["sku": .string(sku), "quantity": 1]]])
            } else {
                try await till.post("/api/stock/\(sku)/receive", ["quantity": 1])
            }
            if number % Self.changesPerMinute == 0 { run.progress("GROWTH: \(number) of \(changes) changes") }
            try await Task.sleep(until: begin + .seconds(60) * (number + 1) / Self.changesPerMinute, clock: .continuous)
        }
        let after = try await held(pages, office)
        await browser.end()
        run.endChildren()
        return measurements(before, after, minutes)
    }

    private func held(_ pages: [BrowserPage], _ node: PanelNode) async throws -> [Held] {
        var result: [Held] = []
        for page in pages {
            for _ in 0..<2 { _ = try await page.devTools("HeapProfiler.collectGarbage", [:]) }
            let heap = try await page.devTools("Runtime.getHeapUsage", [:])["usedSize"]?.numberValue ?? 0
            let counters = try await page.devTools("Memory.getDOMCounters", [:])
            result.append(
                Held(heap: heap, nodes: counters["nodes"]?.numberValue ?? 0, resident: try node.resident()))
        }
        return result
    }

    private func measurements(_ before: [Held], _ after: [Held], _ minutes: Int) -> [Measurement] {
        zip(Self.pages.map(\.key), before.indices).flatMap { name, index in
            [
                Measurement(
                    id: "GROWTH.\(name).heap", name: "\(name) after \(minutes) min: JavaScript heap", unit: "MB",
                    values: [after[index].heap / 1e6], referenceName: "at the start",
                    references: [before[index].heap / 1e6], goal: .init(first: 1.5, goal: 1.1)),
                Measurement(
                    id: "GROWTH.\(name).nodes", name: "\(name) after \(minutes) min: DOM nodes", unit: "",
                    values: [after[index].nodes], referenceName: "at the start", references: [before[index].nodes],
                    goal: .init(first: 1.5, goal: 1.1)),
            ]
        } + [
            Measurement(
                id: "GROWTH.node", name: "the node after \(minutes) min", unit: "MB", values: [after[0].resident / 1e6],
                referenceName: "at the start", references: [before[0].resident / 1e6])
        ]
    }
}
