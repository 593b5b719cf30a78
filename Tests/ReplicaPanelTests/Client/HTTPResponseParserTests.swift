import ReplicaPanel
import Testing

struct HTTPResponseParserTests {
    private func parse(_ text: String, pieces size: Int, method: String = "GET", closed: Bool = false) throws -> (
        status: Int?, headers: HTTPHeaders, body: String, isComplete: Bool
    ) {
        var parser = HTTPResponseParser(method: method, maximumHeadBytes: 200)
        var outputs: [HTTPResponseParser.Output] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            outputs += try parser.push(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        if closed { outputs += try parser.finish() }
        var (status, headers, body, isComplete) = (Int?.none, HTTPHeaders(), [UInt8](), false)
        for output in outputs {
            switch output {
            case .head(let code, let fields): (status, headers) = (code, fields)
            case .body(let bytes): body += bytes
            case .end: isComplete = true
            }
        }
        return (status, headers, String(decoding: body, as: UTF8.self), isComplete)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: \t a b \r\n\r\nhello", "hello", false),
        (
            "HTTP/1.1 200 OK\r\nX: a b\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: 1\r\n\r\n",
            "hello", false
        ),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nX:a b\r\ncontent-length: 0\r\n\r\n", "", false),
        ("HTTP/1.0 200 OK\nX: a b\n\nuntil close", "until close", true),
        ("HTTP/1.1 200 OK\r\nX: a b\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 400 ignored", "ok", false),
    ])
    func `an answer is read the same however it is cut`(text: String, body: String, closed: Bool) throws {
        for size in 1...text.utf8.count {
            let answer = try parse(text, pieces: size, closed: closed)
            #expect(answer.status == 200)
            #expect(answer.headers["x"] == "a b")
            #expect(answer.body == body)
            #expect(answer.isComplete)
        }
    }

    @Test func `answers without a body end with their head`() throws {
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", pieces: 99, method: "HEAD").isComplete)
        #expect(try parse("HTTP/1.1 204 No Content\r\n\r\n", pieces: 99).isComplete)
    }

    @Test(arguments: [
        "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 999 OK\r\n\r\n", "hello\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        "HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 300),
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
    ])
    func `a malformed answer is refused however it is cut`(text: String) {
        for size in [1, 7, 1000] {
            #expect(throws: HTTPClientError.self) { try parse(text, pieces: size) }
        }
    }

    @Test func `an answer cut short is no answer`() {
        let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n\r\n"
        for length in 0..<text.utf8.count {
            #expect(throws: HTTPClientError.connectionLost) {
                try parse(String(decoding: text.utf8.prefix(length), as: UTF8.self), pieces: 1000, closed: true)
            }
        }
    }

    @Test func `no bytes make the parser trap`() {
        let sample = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n\r\n".utf8)
        for seed in 0..<5000 as Range<UInt64> {
            var random = SplitMix64(state: seed)
            var bytes = sample
            for _ in 0..<random.next() % 5 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            var parser = HTTPResponseParser(method: "GET")
            guard (try? parser.push(bytes)) != nil else { continue }
            _ = try? parser.finish()
        }
    }
}
