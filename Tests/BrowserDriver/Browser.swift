import ReplicaPanel
import Synchronization

/// A browser in processes and with a profile of its own. It ends with ``end()``, or with the program that started it.
///
/// Commands are sent one after the other: a browser is for one task at a time, and so are its pages.
package final class Browser: Sendable {
    /// What renders.
    package let engine: BrowserEngine
    let connection: any BrowserConnection
    private let processes: [GuardedProcess]
    private let current: Mutex<String>
    /// The window that it began with. It stays open and empty: the session would end with the last window.
    private let anchor: String

    init(
        _ engine: BrowserEngine, _ connection: any BrowserConnection, _ processes: [GuardedProcess]
    ) async throws(BrowserError) {
        self.engine = engine
        self.connection = connection
        self.processes = processes
        anchor = try await connection.send(.window).stringValue ?? ""
        current = Mutex(anchor)
        _ = try await connection.send(.timeouts(milliseconds: 30_000))
    }

    /// A new, empty page in a tab of its own; in WebKit, whose driver can't bring a tab to the front, in a window.
    package func newPage() async throws(BrowserError) -> BrowserPage {
        let answer = try await connection.send(.newWindow(isTab: engine != .webkit))
        guard let handle = answer["handle"]?.stringValue else { throw .lost("a new tab has no handle: \(answer)") }
        let page = BrowserPage(browser: self, handle: handle)
        if engine == .webkit { try await page.resize(width: 1280, height: 900) }
        return page
    }

    /// A page of a certain width, for what phones show. Not every engine makes a window as narrow as is asked for.
    package func newPage(width: Int, height: Int) async throws(BrowserError) -> BrowserPage {
        guard engine == .webkit else {
            let page = try await newPage()
            try await page.resize(width: width, height: height)
            return page
        }
        // The toolbar of a window keeps it wide; a window that a page opens has none.
        try await show(anchor)
        let before = try await windows()
        let features = "popup,width=\(width),height=\(height)"
        _ = try await connection.send(.run("window.open('about:blank', '_blank', '\(features)')", []))
        guard let handle = try await windows().first(where: { !before.contains($0) }) else {
            throw .unsupported("WebKit opens no window without a toolbar")
        }
        return BrowserPage(browser: self, handle: handle)
    }

    /// Closes all pages.
    package func closePages() async throws(BrowserError) {
        for handle in try await windows() where handle != anchor {
            try await show(handle)
            _ = try await connection.send(.closeWindow)
        }
        try await show(anchor)
    }

    /// Ends it and all its processes.
    package func end() async {
        for process in processes.reversed() { await process.end() }
    }

    /// Makes a page the one that commands are about.
    func show(_ handle: String) async throws(BrowserError) {
        if current.withLock({ $0 }) == handle { return }
        _ = try await connection.send(.switchTo(handle))
        current.withLock { $0 = handle }
    }

    /// Takes note that the page of a handle is closed.
    func closed(_ handle: String) async throws(BrowserError) {
        current.withLock { $0 = "" }
        try await show(anchor)
    }

    private func windows() async throws(BrowserError) -> [String] {
        try await connection.send(.windows).arrayValue?.compactMap(\.stringValue) ?? []
    }
}
