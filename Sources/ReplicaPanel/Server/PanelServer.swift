import Replica
package import ReplicaShop

/// Serves a node to its user: the routes of ``PanelOperation/all`` on a Unix socket in the node's directory, and, if asked, on
/// loopback TCP.
///
/// The kernel lets only the owner open the socket (mode 0600). On TCP, which every user and every web page of this machine can
/// reach, nothing is answered without the node's token, and nothing at all to a foreign host name or origin.
package final class PanelServer: Sendable {
    /// The name of the socket in the node's directory.
    package static let socketName = "replica.sock"

    /// The Unix socket's path.
    package let socketPath: String
    private let feeds: FeedRegistry
    private let socket: HTTPServer
    private let tcp: HTTPServer?

    /// Where it is served on TCP, with the port that the system chose; `nil` without TCP.
    package var web: HTTPEndpoint? { tcp?.address }

    /// Starts to serve, until ``stop()``. The node stays its owner's: it must be closed after the server is stopped.
    package init(_ shop: ShopNode, options: PanelOptions = PanelOptions()) throws(PanelServerError) {
        socketPath = options.socketPath ?? shop.node.directory + "/" + Self.socketName
        feeds = FeedRegistry()
        let gate = try options.webPort.map { (_) throws(PanelServerError) in
            PanelGate(options: options, token: try PanelToken(directory: shop.node.directory))
        }
        let service = PanelService(shop: shop, options: options, feeds: feeds, web: gate)
        let router = Router(service.routes)
        do throws(HTTPServerError) {
            socket = try Self.serve(.unix(path: socketPath), PanelGate(options: options, token: nil), router)
        } catch { throw .server(error) }
        guard let gate, let port = options.webPort else {
            tcp = nil
            return
        }
        do throws(HTTPServerError) {
            let server = try Self.serve(.loopback(port: port), gate, router)
            if case .loopback(let port) = server.address { gate.open(port: port) }
            tcp = server
        } catch {
            socket.stop()
            throw .server(error)
        }
    }

    deinit { stop() }

    /// Stops: feeds are told and end, open requests get 503, the socket file is removed. Blocks for at most half a second. A
    /// second call does nothing.
    package func stop() {
        feeds.close()
        socket.stop()
        tcp?.stop()
    }

    private static func serve(
        _ endpoint: HTTPEndpoint, _ gate: PanelGate, _ router: Router
    ) throws(HTTPServerError) -> HTTPServer {
        var limits = HTTPLimits()
        limits.handlerTime = handlerTime
        return try HTTPServer(
            endpoint: endpoint, limits: limits,
            admit: { (request) throws(HTTPFailure) in try gate.admit(request) },
            handler: { await router.answer($0) })
    }

    /// Longer than the longest `timeout` of a write that waits for peers.
    private static let handlerTime = Duration.seconds(330)
}
