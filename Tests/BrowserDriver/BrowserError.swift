/// Why a browser did not do what it was told.
package enum BrowserError: Error, Sendable, CustomStringConvertible {
    /// A program is not installed.
    case missing(String)
    /// It did not start; with what it wrote.
    case notStarted(String)
    /// The connection to it broke; nothing is known of what was asked last.
    case lost(String)
    /// It refused a command, with its own code, as "stale element reference".
    case refused(code: String, message: String)
    /// It can't do this at all.
    case unsupported(String)
    /// What was waited for did not come about; with what the page showed.
    case late(String)

    /// A sentence for who reads the failure.
    package var description: String {
        switch self {
        case .missing(let text), .unsupported(let text): text
        case .notStarted(let text): "the browser did not start: \(text)"
        case .lost(let text): "the browser is gone: \(text)"
        case .refused(let code, let message): "the browser refused (\(code)): \(message)"
        case .late(let text): text
        }
    }
}
