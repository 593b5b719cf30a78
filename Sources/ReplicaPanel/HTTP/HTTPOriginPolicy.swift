/// Keeps foreign web pages out of a server on loopback, which every page that a browser of this machine shows can reach.
///
/// - **Rebinding**: a page whose name was pointed at 127.0.0.1 still sends its own name as `Host`. Only our names are answered.
/// - **Forged requests**: a page may send simple requests anywhere, but not without telling where it comes from (`Origin`,
///   `Sec-Fetch-Site`), and not with a header of its own choice. Writes need that header.
/// - **Neighbours on another port** are the same *site* and still not us: only the same *origin* passes.
///
/// This tells pages apart, not people: who may call is decided by tokens and cookies on top. Requests over the Unix socket pass; the
/// kernel has checked their sender.
package struct HTTPOriginPolicy: Sendable {
    /// A web page can only set it on requests to its own origin. Any value will do.
    package static let writeHeader = "X-Replica-Request"

    private let hosts: [String]

    /// A policy for the port the server listens on.
    package init(port: UInt16) {
        hosts = ["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(port)" }
    }

    /// Why the request is not to be answered; `nil` if it may.
    package func refusal(of request: HTTPRequest) -> HTTPFailure? {
        guard request.channel == .loopback else { return nil }
        let named = request.headers.values("Host")
        guard named.count == 1, hosts.contains(named[0].lowercased()) else {
            return HTTPFailure(.forbidden, code: "foreign-host", "This server does not answer to that host name.")
        }
        guard isFromOurPage(request) else {
            return HTTPFailure(.forbidden, code: "foreign-origin", "This server does not answer to other web pages.")
        }
        let isWrite = request.method != "GET" && request.method != "HEAD"
        guard !isWrite || request.headers[Self.writeHeader] != nil else {
            return HTTPFailure(
                .forbidden, code: "missing-write-header", "A request that changes something needs one more header.",
                hint: "Send \(Self.writeHeader): 1.")
        }
        return nil
    }

    /// Programs other than browsers send neither field. A link from anywhere may lead here, as long as nothing is changed by it.
    private func isFromOurPage(_ request: HTTPRequest) -> Bool {
        let origins = request.headers.values("Origin")
        guard origins.allSatisfy({ origin in hosts.contains { "http://\($0)" == origin.lowercased() } }) else {
            return false
        }
        switch request.headers["Sec-Fetch-Site"] {
        case nil, "same-origin", "none": return true
        default: return request.method == "GET" && request.headers["Sec-Fetch-Mode"] == "navigate"
        }
    }
}
