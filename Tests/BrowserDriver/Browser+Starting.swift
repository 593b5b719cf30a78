import Foundation
import ReplicaPanel

extension Browser {
    /// Starts a browser with an empty profile and waits until it takes commands.
    package static func start(_ engine: BrowserEngine) async throws(BrowserError) -> Browser {
        switch engine {
        case .chromium: try await startChromium()
        case .firefox: try await startFirefox()
        case .webkit: try await startWebKit()
        }
    }

    private static func startChromium() async throws(BrowserError) -> Browser {
        let binary = try BrowserEngine.chromium.program(0)
        let driver = try GuardedProcess(BrowserEngine.chromium.program(1)) { _ in ["--port=0"] }
        let port = try await driver.wait(for: "chromedriver's port") {
            UInt16(number(after: "successfully on port ", in: driver.output))
        }
        let profile = driver.directory + "/profile"
        let arguments = [
            // Chromium's sandbox does not run as root, nor in most containers; only our own pages are opened.
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
            "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--enable-precise-memory-info", "--window-size=1280,900", "--user-data-dir=\(profile)",
            "--hide-scrollbars", "--lang=en-US",
        ]
        let capabilities: JSON = [
            "browserName": "chrome",
            "goog:chromeOptions": ["binary": .string(binary), "args": .array(arguments.map { .string($0) })],
            "goog:loggingPrefs": ["browser": "ALL"],
        ]
        let connection = try await WebDriverConnection(port: port, capabilities: capabilities, of: driver)
        return try await Browser(.chromium, connection, [driver])
    }

    private static func startFirefox() async throws(BrowserError) -> Browser {
        let process = try GuardedProcess(BrowserEngine.firefox.program(0)) { directory in
            let profile = directory + "/profile"
            try? FileManager.default.createDirectory(atPath: profile, withIntermediateDirectories: true)
            let settings = firefoxSettings.map { "user_pref(\"\($0)\", \($1));\n" }.joined()
            _ = FileManager.default.createFile(atPath: profile + "/user.js", contents: Data(settings.utf8))
            return [
                "-headless", "-marionette", "-remote-allow-system-access", "-no-remote", "-profile", profile, "-width",
                "1280", "-height", "980",
            ]
        }
        let file = process.directory + "/profile/MarionetteActivePort"
        let port = try await process.wait(for: "Marionette's port", within: .seconds(60)) {
            (try? String(contentsOfFile: file, encoding: .utf8)).flatMap { UInt16($0) }
        }
        let connection = try await MarionetteConnection(port: port)
        return try await Browser(.firefox, connection, [process])
    }

    /// With port 0 Firefox takes a free one and writes it into its profile.
    private static let firefoxSettings = [
        ("marionette.port", "0"), ("browser.shell.checkDefaultBrowser", "false"),
        ("browser.startup.homepage", "\"about:blank\""), ("browser.aboutwelcome.enabled", "false"),
        ("datareporting.policy.dataSubmissionEnabled", "false"), ("network.captive-portal-service.enabled", "false"),
        ("network.connectivity-service.enabled", "false"), ("intl.accept_languages", "\"en-US\""),
    ]

    private static func startWebKit() async throws(BrowserError) -> Browser {
        let screen = try GuardedProcess(BrowserEngine.webkit.program(1)) { _ in
            ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        }
        let display = try await screen.wait(for: "Xvfb's display") {
            screen.output.split(separator: "\n").lazy.compactMap { Int($0) }.first
        }
        let port = try freePort()
        let environment = ["DISPLAY": ":\(display)", "GDK_BACKEND": "x11"]
        let driver = try GuardedProcess(BrowserEngine.webkit.program(0), environment: environment) { _ in
            ["--port=\(port)"]
        }
        let arguments: JSON = ["--automation", "--javascript-can-open-windows-automatically=true"]
        let capabilities: JSON = [
            "webkitgtk:browserOptions": ["binary": .string(try BrowserEngine.webkit.program(2)), "args": arguments]
        ]
        let connection = try await WebDriverConnection(port: port, capabilities: capabilities, of: driver)
        let browser = try await Browser(.webkit, connection, [screen, driver])
        _ = try await browser.connection.send(.resize(width: 1280, height: 938))
        return browser
    }

    /// A port that nobody has, for a program that does not tell which one it took.
    private static func freePort() throws(BrowserError) -> UInt16 {
        do {
            let descriptor = try StreamSocket.open(for: .loopback(port: 0))
            defer { close(descriptor) }
            guard StreamSocket.bind(descriptor, to: .loopback(port: 0)) == 0,
                let port = StreamSocket.port(of: descriptor)
            else { throw SystemError.last("bind") }
            return port
        } catch {
            throw .notStarted("\(error)")
        }
    }

    private static func number(after words: String, in text: String) -> Substring {
        guard let end = text.range(of: words)?.upperBound else { return "" }
        return text[end...].prefix(while: \.isNumber)
    }
}
