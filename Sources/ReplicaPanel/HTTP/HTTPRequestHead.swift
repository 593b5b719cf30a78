/// The checked head of a request.
struct HTTPRequestHead: Sendable {
    let method: String
    let target: HTTPTarget
    let headers: HTTPHeaders
    /// What `Content-Length` announces; `nil` if it is absent.
    let announcedBodyBytes: Int?

    /// Checks a head against the limits and for what the library leaves to us.
    init(method: String, target text: String, headers: HTTPHeaders, limits: HTTPLimits) throws(HTTPFailure) {
        guard text.utf8.count <= limits.targetBytes else {
            throw HTTPFailure(
                .uriTooLong, code: "target-too-long", "The request target is longer than \(limits.targetBytes) bytes.")
        }
        let bytes = headers.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        guard bytes <= limits.headerBytes, headers.fields.count <= limits.headerFields else {
            throw HTTPFailure(
                .headersTooLarge, code: "headers-too-large",
                "The header has more than \(limits.headerFields) fields or \(limits.headerBytes) bytes.")
        }
        announcedBodyBytes = try Self.framing(of: headers)
        self.method = method
        self.headers = headers
        target = try HTTPTarget(text.utf8)
    }

    /// The request without its body.
    func request(_ channel: HTTPChannel) -> HTTPRequest {
        HTTPRequest(method: method, target: target, headers: headers, channel: channel)
    }

    /// The failure for a body beyond its limit.
    static func bodyTooLarge(_ limit: Int) -> HTTPFailure {
        HTTPFailure(.contentTooLarge, code: "body-too-large", "The request body is larger than \(limit) bytes.")
    }

    /// Two ways to say where a body ends are how requests get smuggled: one at most, and only those we know
    /// (RFC 9112 section 6.3).
    private static func framing(of headers: HTTPHeaders) throws(HTTPFailure) -> Int? {
        let lengths = headers.values("Content-Length")
        let encodings = headers.values("Transfer-Encoding")
        if let encoding = encodings.first {
            guard encodings.count == 1, lengths.isEmpty, encoding.lowercased() == "chunked" else {
                throw HTTPFailure(.badRequest, code: "bad-framing", "The request does not say clearly where it ends.")
            }
            return nil
        }
        guard let length = lengths.first else { return nil }
        guard lengths.count == 1, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(length)
        else {
            throw HTTPFailure(.badRequest, code: "bad-framing", "The Content-Length is not one number.")
        }
        return number
    }
}
