import CMicroHTTPD
import Foundation
import Synchronization

/// An HTTP/1.1 server on a Unix socket or on loopback, over libmicrohttpd.
///
/// The library parses and writes on one thread of its own; handlers run as Swift tasks while their connections are suspended, so that a
/// slow handler costs neither a thread nor anybody else's time. Errors of the library's own parser (a request line that is no HTTP) are
/// answered by the library, with a body that is not JSON; everything else is answered as ``HTTPFailure``.
package final class HTTPServer: Sendable {
    /// Looks at a request before its body is read: says how many bytes of body it may have, or refuses it.
    package typealias Admission = @Sendable (HTTPRequest) throws(HTTPFailure) -> Int

    /// Where the server listens, with the port the system chose.
    package let address: HTTPEndpoint

    private let core: HTTPServerCore
    private let listener: HTTPListener
    private let daemon: Mutex<MHDDaemon?>

    /// Listens and serves until ``stop()``.
    ///
    /// A socket file that a dead process left is replaced. A running server is held up by nothing but its owner: letting go of the last
    /// reference stops it.
    /// - Parameters:
    ///   - admit: called with each request's head; without it, all may have ``HTTPLimits/bodyBytes``.
    ///   - handler: answers one request; called concurrently. Cancelled when it takes longer than ``HTTPLimits/handlerTime``,
    ///   or when the server stops; not when the client goes away, so that a change is not left half made.
    package init(
        endpoint: HTTPEndpoint, limits: HTTPLimits = HTTPLimits(), admit: Admission? = nil,
        handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) throws(HTTPServerError) {
        let listener = try HTTPListener.open(endpoint)
        let watch: HTTPConnectionWatch
        do {
            watch = try HTTPConnectionWatch(limits)
        } catch {
            listener.abandon()
            throw .system(call: error.call, errorNumber: error.number)
        }
        let core = HTTPServerCore(
            limits: limits, channel: endpoint.channel, watch: watch, admit: admit ?? { _ in limits.bodyBytes },
            handler: handler)
        guard let daemon = MHDDaemon.start(on: listener.descriptor, core: core) else {
            watch.stop()
            listener.tidyUp()
            throw .daemon
        }
        self.core = core
        self.listener = listener
        self.daemon = Mutex(daemon)
        address = listener.endpoint
    }

    deinit { stop() }

    /// Stops: open requests get 503, streams end, connections close, the socket file is removed. Blocks the calling thread for at most
    /// ``HTTPLimits/stopTime`` and the moment it takes to close. A second call does nothing.
    package func stop() {
        guard let daemon = daemon.withLock({ $0.take() }) else { return }
        for exchange in core.beginStopping() { exchange.stop() }
        let deadline = ContinuousClock.now + core.limits.stopTime
        while core.openExchanges > 0, ContinuousClock.now < deadline { usleep(2000) }
        for exchange in core.beginStopping() { exchange.cut() }
        daemon.stop()
        core.watch.stop()
        listener.tidyUp()
    }
}
