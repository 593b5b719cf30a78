import BrowserDriver
import Foundation
import ReplicaPanel

/// P14: how long after a write is acknowledged at one node does its pixel change on a page at another node?
///
/// Two admins' nodes on loopback and a page at the second that lists its products. The write is a receipt of goods by HTTP at the first; it
/// is acknowledged when its answer is read. The page notes when the level's text is another one, and then the time at the beginning of
/// the second animation frame after that: by then the first of the two has been drawn, so the number is an upper bound. Both read the
/// system's clock, the page to a millisecond. In the same browser and run: how far two animation frames lie apart.
struct Signal {
    private let run: BenchmarkRun
    private let samples: Int

    init(_ run: BenchmarkRun) {
        self.run = run
        samples = run.samples(300, quick: 100)
    }

    /// Milliseconds.
    struct Sample {
        /// Until the pixel.
        let pixel: Double
        /// Until the page asked its node for what changed: the network, the feed, and what the page waits for more.
        let asked: Double
        /// Until it had the answer.
        let answered: Double
    }

    func measure() async throws -> [Measurement] {
        let till = try PanelNode(run, products: 300, customers: 50, bills: 300)
        let office = try await PanelNode(run, joining: till)
        var result: [Measurement] = []
        for engine in BrowserEngine.allCases {
            if let missing = engine.missing {
                run.progress("P14: \(missing)")
                continue
            }
            let browser = try await Browser.start(engine)
            let page = try await browser.newPage()
            try await office.open(page, "/stock")
            var rounds: [(samples: [Sample], frame: Double)] = []
            for round in 0..<(run.options.isQuick ? 1 : 2) {
                run.progress("P14 \(engine), round \(round + 1)")
                let sku = try await office.get("/api/product?sort=sku&limit=1")["items"]?[0]?["sku"]?.stringValue ?? ""
                rounds.append(
                    (
                        try await Self.sample(samples, page, "td[data-title=Level]") {
                            try await till.post("/api/stock/\(sku)/receive", ["quantity": 1])
                        }, try await Self.frame(page)
                    ))
            }
            await browser.end()
            result += measurements(engine, rounds)
        }
        run.endChildren()
        return result
    }

    /// Writes so many times, with pauses that follow no rhythm, and says how long each took to be seen where `selector` points.
    static func sample(
        _ count: Int, _ page: BrowserPage, _ selector: String, write: () async throws -> Void
    ) async throws -> [Sample] {
        try await page.run(watching, .string(selector))
        var result: [Sample] = []
        var chance = SystemRandomNumberGenerator()
        for index in 0..<(count + 10) {
            try await write()
            let acknowledged = Date().timeIntervalSince1970 * 1_000
            let seen = try await page.wait("the change is seen", until: "return window.seen.shift()")
            let times = seen.arrayValue?.compactMap(\.numberValue) ?? []
            guard times.count == 3 else { throw BenchmarkError.failed("the page told no times: \(seen)") }
            // The first ones warm the page up.
            if index >= 10 {
                result.append(
                    Sample(
                        pixel: times[0] - acknowledged, asked: times[1] - acknowledged,
                        answered: times[2] - acknowledged))
            }
            try await Task.sleep(for: .microseconds(Int.random(in: 20_000...60_000, using: &chance)))
        }
        return result
    }

    /// The median time from one animation frame to the next, milliseconds.
    static func frame(_ page: BrowserPage) async throws -> Double {
        try await page.run(
            """
            window.frames60 = [];
            const next = (time) => { if (window.frames60.push(time) < 61) requestAnimationFrame(next); };
            requestAnimationFrame(next);
            """)
        let times =
            try await page.wait("60 frames", until: "return window.frames60.length > 60 && window.frames60")
            .arrayValue?.compactMap(\.numberValue) ?? []
        return Statistics.median(zip(times.dropFirst(), times).map { $0 - $1 })
    }

    /// Notes in `window.seen`: when the text was seen to have changed, when the last request of the page began, when it was answered.
    private static let watching = """
        window.seen = [];
        const given = arguments[0];
        const now = () => document.querySelector(given)?.textContent;
        let last = now();
        window.watch?.disconnect();
        window.watch = new MutationObserver(() => {
          if (now() === last || now() === undefined) return;
          last = now();
          requestAnimationFrame(() => requestAnimationFrame(() => {
            const asked = performance.getEntriesByType("resource").filter((one) => one.name.includes("/api/product?") || one.name.includes("/api/bill?")).at(-1);
            const offset = Date.now() - performance.now();
            window.seen.push([Date.now(), offset + (asked?.startTime ?? 0), offset + (asked?.responseEnd ?? 0)]);
            performance.clearResourceTimings();
          }));
        });
        window.watch.observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
        """

    private func measurements(_ engine: BrowserEngine, _ rounds: [(samples: [Sample], frame: Double)]) -> [Measurement]
    {
        func of(_ time: KeyPath<Sample, Double>, _ share: Double) -> [Double] {
            rounds.map { Statistics.percentile($0.samples.map { $0[keyPath: time] }, share) }
        }
        func measurement(
            _ id: String, _ name: String, _ values: [Double], _ goal: Measurement.Goal? = nil
        ) -> Measurement {
            Measurement(
                id: "P14.\(engine).\(id)", name: "acknowledged at A → \(name) at B, \(engine)", unit: "ms",
                values: values,
                referenceName: "one frame", references: rounds.map(\.frame), goal: goal)
        }
        return [
            measurement("p50", "pixel, p50", of(\.pixel, 0.5), .init(first: 100 / 16.7, goal: 2)),
            measurement("p99", "pixel, p99", of(\.pixel, 0.99), .init(first: 250 / 16.7, goal: 4)),
            measurement("asked", "page asks, p50", of(\.asked, 0.5)),
            measurement("answered", "page has the answer, p50", of(\.answered, 0.5)),
        ]
    }
}
