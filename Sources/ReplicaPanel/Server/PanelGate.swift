import Synchronization

/// Decides about a request before its body is read: whether it may come in, and how long its body may be.
///
/// The socket's callers were checked by the kernel. A caller on TCP must ask for one of our host names, must not be a foreign page, and
/// must carry the token or the cookie for whatever the shop knows; the page itself and its opening are for everybody.
final class PanelGate: Sendable {
    private let options: PanelOptions
    private let access: PanelAccess?
    private let openPort = Mutex<UInt16?>(nil)

    /// The gate of the socket (`nil`), or of TCP.
    init(options: PanelOptions, access: PanelAccess?) {
        self.options = options
        self.access = access
    }

    /// The TCP port that it guards, once it is known.
    var port: UInt16? { openPort.withLock { $0 } }

    /// Tells the port that the system chose; nothing is let in on TCP before.
    func open(port: UInt16) { openPort.withLock { $0 = port } }

    /// How many bytes of body the request may have.
    /// - Throws: 401, 403, 503.
    func admit(_ request: HTTPRequest) throws(HTTPFailure) -> Int {
        if request.channel == .loopback { try check(request) }
        let isImport = request.method == "POST" && request.target.segments == ["api", "import"]
        return isImport ? options.importBytes : options.bodyBytes
    }

    private func check(_ request: HTTPRequest) throws(HTTPFailure) {
        guard let port, let access else { throw HTTPExchange.stopping }
        if let refusal = HTTPOriginPolicy(port: port).refusal(of: request) { throw refusal }
        guard Self.isForEverybody(request) || access.admits(request) else {
            throw HTTPFailure(
                .unauthorized, code: "no-token", "This needs the node's token, or the link that `replica open` makes.",
                hint: "Send Authorization: Bearer with the text of \(PanelToken.fileName) in the node's directory.",
                headers: ["WWW-Authenticate": "Bearer"])
        }
    }

    /// What tells nothing of the shop: the page without its data, the way to open it, and whether the process answers.
    private static func isForEverybody(_ request: HTTPRequest) -> Bool {
        switch request.method {
        case "GET", "HEAD": PanelPages.serves(request.target.segments) || request.target.segments == ["healthz"]
        case "POST": request.target.segments == ["api", "session"]
        default: false
        }
    }
}
