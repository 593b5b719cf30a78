import ReplicaPanel
import Testing

struct HTTPOriginPolicyTests {
    private let policy = HTTPOriginPolicy(port: 8080)

    private func refusal(
        _ method: String, _ headers: HTTPHeaders, channel: HTTPChannel = .loopback
    ) throws -> String? {
        let target = try HTTPTarget("/api/bill".utf8)
        return policy.refusal(of: HTTPRequest(method: method, target: target, headers: headers, channel: channel))?.code
    }

    @Test(
        arguments: [
            ("GET", ["Host": "127.0.0.1:8080"], nil), ("GET", ["Host": "LOCALHOST:8080"], nil),
            ("GET", ["Host": "[::1]:8080"], nil), ("GET", [:], "foreign-host"),
            ("GET", ["Host": "evil.example:8080"], "foreign-host"),
            ("GET", ["Host": "127.0.0.1"], "foreign-host"), ("GET", ["Host": "localhost:8081"], "foreign-host"),
            ("GET", ["Host": "localhost:8080", "host": "evil.example"], "foreign-host"),
            ("GET", ["Host": "localhost:8080.evil.example"], "foreign-host"),
        ] as [(String, HTTPHeaders, String?)])
    func `only our own names are answered, so that a name pointed at us gets nowhere`(
        method: String, headers: HTTPHeaders, code: String?
    ) throws {
        #expect(try refusal(method, headers) == code)
    }

    @Test(
        arguments: [
            ("POST", [:], "missing-write-header"), ("POST", ["X-Replica-Request": "1"], nil),
            ("DELETE", ["X-Replica-Request": "1", "Origin": "http://localhost:8080"], nil),
            ("POST", ["X-Replica-Request": "1", "Origin": "http://localhost:9090"], "foreign-origin"),
            ("POST", ["X-Replica-Request": "1", "Origin": "null"], "foreign-origin"),
            ("POST", ["X-Replica-Request": "1", "Origin": "https://localhost:8080"], "foreign-origin"),
            ("GET", ["Origin": "http://evil.example"], "foreign-origin"),
            ("GET", ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"], "foreign-origin"),
            ("GET", ["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"], "foreign-origin"),
            ("GET", ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"], nil),
            (
                "POST", ["X-Replica-Request": "1", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"],
                "foreign-origin"
            ),
            ("POST", ["X-Replica-Request": "1", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"], nil),
            ("GET", ["Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"], nil),
        ] as [(String, HTTPHeaders, String?)])
    func `a foreign page can read nothing and change nothing`(
        method: String, headers: HTTPHeaders, code: String?
    ) throws {
        var headers = headers
        headers.append("Host", "127.0.0.1:8080")
        #expect(try refusal(method, headers) == code)
    }

    @Test func `the Unix socket is checked by the kernel and passes`() throws {
        #expect(try refusal("POST", [:], channel: .unixSocket) == nil)
    }

    @Test func `secrets compare by all their bytes, and no secret equals nothing`() {
        #expect(SecretComparison.isEqual("abc", to: "abc"))
        #expect(!SecretComparison.isEqual("abcabc", to: "abc"))
        #expect(!SecretComparison.isEqual("ab", to: "abc"))
        #expect(!SecretComparison.isEqual("abd", to: "abc"))
        #expect(!SecretComparison.isEqual("", to: "abc"))
        #expect(!SecretComparison.isEqual("", to: ""))
        #expect(!SecretComparison.isEqual("caf\u{e9}", to: "cafe\u{301}"))
    }

    @Test func `a cookie is found among others`() {
        let headers: HTTPHeaders = ["Cookie": "a=1; session=x=y; b=", "cookie": "session=second"]
        #expect(headers.cookie("session") == "x=y")
        #expect(headers.cookie("b") == "")
        #expect(headers.cookie("c") == nil)
    }
}
