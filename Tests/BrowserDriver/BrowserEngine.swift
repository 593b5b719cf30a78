import Foundation

/// The three engines that render the web. What each needs comes from the packages that the README's test command names.
package enum BrowserEngine: String, CaseIterable, Sendable, CustomStringConvertible {
    /// Chromium, driven by chromedriver (WebDriver over HTTP).
    case chromium
    /// Firefox, driven by Marionette, its own protocol: Debian has no geckodriver.
    case firefox
    /// WebKitGTK's MiniBrowser, driven by WebKitWebDriver, on a display of Xvfb.
    case webkit

    /// The engine's name.
    package var description: String { rawValue }

    /// Why it can't be used here; nil if it can.
    package var missing: String? {
        let absent = programs.filter { Self.path(of: $0) == nil }
        guard !absent.isEmpty else { return nil }
        return "\(rawValue) can't be driven here: \(absent.map { $0[0] }.joined(separator: ", ")) not found"
    }

    /// The programs it needs; of alternatives the first that is there.
    private var programs: [[String]] {
        switch self {
        case .chromium: [["chromium", "google-chrome"], ["chromedriver"]]
        case .firefox: [["firefox-esr", "firefox"]]
        case .webkit: [["WebKitWebDriver"], ["Xvfb"], Self.miniBrowsers]
        }
    }

    /// The path of one of its programs, by its place in the list.
    func program(_ index: Int) throws(BrowserError) -> String {
        guard let path = Self.path(of: programs[index]) else { throw .missing(missing ?? rawValue) }
        return path
    }

    private static let miniBrowsers = ["x86_64", "aarch64"].flatMap { machine in
        ["4.1", "4.0", "6.0"].map { "/usr/lib/\(machine)-linux-gnu/webkit2gtk-\($0)/MiniBrowser" }
    }

    private static func path(of names: [String]) -> String? {
        let folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
        return names.flatMap { name in name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
