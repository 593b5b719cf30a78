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
    private let access: PanelAccess
    private let socket: HTTPServer
    private let tcp: HTTPServer?

    /// Where it is served on TCP, with the port that the system chose; `nil` without TCP.
    package var web: HTTPEndpoint? { tcp?.address }

    /// Starts to serve, until ``stop()``. The node stays its owner's: it must be closed after the server is stopped.
    package init(_ shop: ShopNode, options: PanelOptions = PanelOptions()) throws(PanelServerError) {
        socketPath = options.socketPath ?? shop.node.directory + "/" + Self.socketName
        feeds = FeedRegistry()
        let access = try PanelAccess(directory: shop.node.directory, node: shop.node.id)
        self.access = access
        let gate = options.webPort.map { _ in PanelGate(options: options, access: access) }
        let service = PanelService(
            shop: shop, options: options, feeds: feeds, web: gate, access: access, seen: SeenMarks(shop: shop),
            messages: MessageLog(shop: shop), faults: NetworkFaults(shop.node), arrivals: MovementArrivals(shop: shop),
            stockTake: StockTakeDesk(shop: shop), meter: HTTPMeter(), probe: HealthProbe(shop.node))
        let routes = service.routes
        do throws(HTTPServerError) {
            socket = try Self.serve(
                .unix(path: socketPath), PanelGate(options: options, access: nil), Router(routes), service.meter)
        } catch { throw .server(error) }
        guard let gate, let port = options.webPort else {
            tcp = nil
            return
        }
        do throws(HTTPServerError) {
            let server = try Self.serve(
                port, usual: PanelPort(directory: shop.node.directory), gate, Router(routes + PanelPages.routes),
                service.meter)
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

    /// A link to the page that lets one browser in, once; nil without TCP.
    package func newLink() -> String? {
        guard case .loopback(let port)? = web else { return nil }
        return access.newLink(port: port)
    }

    /// At the port asked for, or, if the system may choose, where it was last time: pages that are open find it again.
    private static func serve(
        _ port: UInt16, usual: PanelPort, _ gate: PanelGate, _ router: Router, _ meter: HTTPMeter
    ) throws(HTTPServerError) -> HTTPServer {
        guard port == 0 else { return try serve(.loopback(port: port), gate, router, meter) }
        if let last = usual.read(), let server = try? serve(.loopback(port: last), gate, router, meter) {
            return server
        }
        let server = try serve(.loopback(port: 0), gate, router, meter)
        if case .loopback(let chosen) = server.address { usual.write(chosen) }
        return server
    }

    private static func serve(
        _ endpoint: HTTPEndpoint, _ gate: PanelGate, _ router: Router, _ meter: HTTPMeter
    ) throws(HTTPServerError) -> HTTPServer {
        var limits = HTTPLimits()
        limits.handlerTime = handlerTime
        return try HTTPServer(
            endpoint: endpoint, limits: limits,
            admit: { (request) throws(HTTPFailure) in
                do throws(HTTPFailure) { return try gate.admit(request) } catch {
                    meter.count(nil, error.status)
                    throw error
                }
            },
            handler: { await meter.answer($0, by: router) })
    }

    /// Longer than the longest `timeout` of a write that waits for peers.
    private static let handlerTime = Duration.seconds(330)
}
