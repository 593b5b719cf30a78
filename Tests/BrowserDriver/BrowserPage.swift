import Foundation
package import ReplicaPanel

/// One page of a browser, in its own tab or window.
package struct BrowserPage: Sendable {
    /// The browser that shows it.
    package let browser: Browser
    let handle: String

    /// How long anything is waited for if nothing else is said: far longer than it takes on a busy machine.
    package static let patience = Duration.seconds(20)

    /// Loads an address.
    package func open(_ url: String) async throws(BrowserError) {
        _ = try await send(.navigate(url))
        if browser.engine == .webkit { try await watchFailures() }
    }

    /// Runs a script in the page; what it returns comes back as JSON. `arguments` are the script's.
    @discardableResult
    package func run(_ script: String, _ arguments: JSON...) async throws(BrowserError) -> JSON {
        try await send(.run(script, arguments))
    }

    /// Waits until a script returns something true, and returns that. It is looked for in the page itself, every 20 ms.
    /// - Throws: ``BrowserError/late(_:)`` with what the page shows.
    @discardableResult
    package func wait(
        _ what: String, within limit: Duration = patience, until script: String, _ arguments: JSON...
    ) async throws(BrowserError) -> JSON {
        try await wait(what, within: limit, until: script, list: arguments)
    }

    /// Forgets the cookies of its address.
    package func forgetCookies() async throws(BrowserError) { _ = try await send(.forgetCookies) }

    /// Closes it.
    package func close() async throws(BrowserError) {
        _ = try await send(.closeWindow)
        try await browser.closed(handle)
    }

    /// What it shows now, as a PNG.
    package func screenshot() async throws(BrowserError) -> [UInt8] {
        let answer = try await send(.screenshot)
        guard let text = answer.stringValue, let data = Data(base64Encoded: text) else { throw .lost("no picture") }
        return Array(data)
    }

    /// Sends a command about this page.
    func send(_ command: BrowserCommand) async throws(BrowserError) -> JSON {
        try await browser.show(handle)
        return try await browser.connection.send(command)
    }

    /// Sends something about this page that only its engine knows.
    func send(_ name: String, _ parameters: JSON) async throws(BrowserError) -> JSON {
        try await browser.show(handle)
        return try await browser.connection.send(name, parameters)
    }
}
