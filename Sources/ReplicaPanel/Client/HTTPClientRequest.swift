/// A request to a node.
package struct HTTPClientRequest: Sendable, Equatable {
    /// The method.
    package var method: String
    /// Path and query, already escaped; see ``PercentEncoding/encoded(_:)``.
    package var target: String
    /// Header fields. Host, length and connection are the client's.
    package var headers: HTTPHeaders
    /// The body.
    package var body: [UInt8]

    /// A request from its parts.
    package init(_ method: String = "GET", _ target: String, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// A request with a JSON body.
    package init(_ method: String, _ target: String, headers: HTTPHeaders = [:], json: JSON) {
        self.init(method, target, headers: headers, body: json.encoded())
        self.headers["Content-Type"] = "application/json"
    }

    /// The bytes to send.
    func encoded(host: String) throws(HTTPClientError) -> [UInt8] {
        let isToken = { (text: String) in !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
        }
        guard isToken(method) else { throw .badRequest("the method \(method)") }
        guard target.utf8.first == UInt8(ascii: "/"), target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .badRequest("the target \(target)")
        }
        var head = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n"
        if !body.isEmpty || !["GET", "HEAD", "DELETE"].contains(method) {
            head += "Content-Length: \(body.count)\r\n"
        }
        for field in headers.fields {
            guard isToken(field.name), field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw .badRequest("the header \(field.name)")
            }
            head += "\(field.name): \(field.value)\r\n"
        }
        return Array((head + "\r\n").utf8) + body
    }
}
