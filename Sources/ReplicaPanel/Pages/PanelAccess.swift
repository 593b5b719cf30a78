import Synchronization

/// Who may use the interface over TCP: scripts that carry the node's token, and browsers that were let in by a link which works once.
///
/// A browser shows its link's code once and gets a cookie (`HttpOnly`, `SameSite=Strict`). The cookie's secret lies in a file of the
/// node's directory, so that pages survive the node's restart; removing the file shuts all browsers out.
package final class PanelAccess: Sendable {
    private static let cookieFile = "panel-cookie"
    /// 128 bits.
    private static let codeDigits = 32
    /// How many links can be unused at once; a further one takes the place of the oldest.
    private static let unusedLinks = 16
    /// Browsers keep no cookie for longer (RFC 6265bis section 5.5).
    private static let cookieSeconds = 400 * 86_400

    private let token: PanelToken
    private let cookie: PanelToken
    private let cookieName: String
    private let codes = Mutex<[String]>([])

    /// The access to a node, with what its directory holds; made on first use.
    /// - Throws: if a file is not the owner's alone, or holds something else.
    package init(directory: String, node: String) throws(PanelServerError) {
        token = try PanelToken(directory: directory)
        cookie = try PanelToken(directory: directory, fileName: Self.cookieFile)
        // Browsers give cookies to every port of a host: each node of this computer needs its own name.
        cookieName = "replica-\(node.prefix(12))"
    }

    /// Whether a request may see the shop's data.
    func admits(_ request: HTTPRequest) -> Bool {
        if token.admits(request) { return true }
        guard let given = request.headers.cookie(cookieName) else { return false }
        return SecretComparison.isEqual(given, to: cookie.text)
    }

    /// A link to the page at this port of loopback that lets one browser in, once.
    func newLink(port: UInt16) -> String { "http://127.0.0.1:\(port)/#key=\(newCode())" }

    private func newCode() -> String {
        let code = PanelToken.random(digits: Self.codeDigits)
        codes.withLock { codes in
            if codes.count == Self.unusedLinks { codes.removeFirst() }
            codes.append(code)
        }
        return code
    }

    /// The `Set-Cookie` for who shows a code that nobody has used; nil for any other. The code is spent.
    func redeem(_ code: String) -> String? {
        let isGood = codes.withLock { codes in
            guard let index = codes.firstIndex(where: { SecretComparison.isEqual(code, to: $0) }) else { return false }
            codes.remove(at: index)
            return true
        }
        guard isGood else { return nil }
        return "\(cookieName)=\(cookie.text); Path=/; Max-Age=\(Self.cookieSeconds); HttpOnly; SameSite=Strict"
    }
}
