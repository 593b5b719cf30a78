import Synchronization

/// Decides about a request before its body is read: whether it may come in, and how long its body may be.
///
/// The socket's callers were checked by the kernel. A caller on TCP must ask for one of our host names, must not be a foreign page, and
/// must carry the token, whatever it asks for.
final class PanelGate: Sendable {
    private let options: PanelOptions
    private let token: PanelToken?
    private let openPort = Mutex<UInt16?>(nil)

    /// The gate of the socket (`nil`), or of TCP.
    init(options: PanelOptions, token: PanelToken?) {
        self.options = options
        self.token = token
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
        guard let port, let token else { throw HTTPExchange.stopping }
        if let refusal = HTTPOriginPolicy(port: port).refusal(of: request) { throw refusal }
        guard token.admits(request) else {
            throw HTTPFailure(
                .unauthorized, code: "no-token", "This needs the node's token.",
                hint: "Send Authorization: Bearer with the text of \(PanelToken.fileName) in the node's directory.",
                headers: ["WWW-Authenticate": "Bearer"])
        }
    }
}
