import BrowserDriver
import Foundation
import Testing

/// One browser per engine for all tests, started when the first test needs it; it ends with the process of the tests, and is replaced
/// after a test that broke it.
actor BrowserPool {
    static let shared = BrowserPool()
    private var browsers: [BrowserEngine: Browser] = [:]

    func browser(_ engine: BrowserEngine) async throws -> Browser {
        if let browser = browsers[engine] { return browser }
        let browser = try await Browser.start(engine)
        browsers[engine] = browser
        return browser
    }

    func end(_ engine: BrowserEngine) async { await browsers.removeValue(forKey: engine)?.end() }
}

/// Runs a test in a browser, with its pages closed afterwards. Where that browser is not installed it says so, in a warning that
/// `.ci/run` takes for a failure, and ends; likewise where `REPLICA_BROWSERS`, as in `REPLICA_BROWSERS=firefox,webkit`, does not name it.
func inBrowser(_ engine: BrowserEngine, _ body: (Browser) async throws -> Void) async throws {
    let wanted = ProcessInfo.processInfo.environment["REPLICA_BROWSERS"]
    let reason = wanted.flatMap { $0.contains(engine.rawValue) ? nil : "REPLICA_BROWSERS is \($0)" } ?? engine.missing
    if let reason {
        Issue.record("Not tried in \(engine): \(reason)", severity: .warning)
        return
    }
    let browser = try await BrowserPool.shared.browser(engine)
    do {
        try await body(browser)
        try await browser.closePages()
    } catch {
        await BrowserPool.shared.end(engine)
        throw error
    }
}

/// The same with a shop, whose nodes are ended afterwards.
func inBrowser(
    _ engine: BrowserEngine, office: Bool = false, laptop: Bool = false,
    _ body: (Browser, TestShop) async throws -> Void
) async throws {
    try await inBrowser(engine) { browser in
        let shop = try await TestShop(office: office, laptop: laptop)
        do {
            try await body(browser, shop)
        } catch {
            await shop.close()
            throw error
        }
        await shop.close()
    }
}
