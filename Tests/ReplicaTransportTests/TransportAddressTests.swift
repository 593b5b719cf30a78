import ReplicaTransport
import Testing

@Suite struct TransportAddressTests {
    @Test(arguments: [
        "192.0.2.1:7700", "127.0.0.1:0", "255.255.255.255:65535", "[::1]:1", "[2001:db8::1]:7700", "[fe80::1%3]:9",
    ])
    func `an address is read as it is written`(text: String) throws {
        let address = try #require(TransportAddress(text))
        #expect(address.description == text)
        #expect(TransportAddress(address.description) == address)
    }

    @Test(arguments: [
        "", ":", "1.2.3.4", "1.2.3.4:", "1.2.3.4:65536", "1.2.3.4:-1", "1.2.3.4:+1", "1.2.3:4", "[::1:1", "::1:1",
        "[]:1",
        "[1.2.3.4]:1", "host:1", "[fe80::1%no-such-interface]:1", "1.2.3.4:１", "[::1%]:1", "1.2.3.4\0:1",
        "[2001:db8::1]:7700" + String(repeating: "0", count: 100),
    ])
    func `what is no address is refused`(text: String) {
        #expect(TransportAddress(text) == nil)
    }

    @Test func `an IPv4 address in IPv6 form is the IPv4 address`() throws {
        let mapped = try #require(TransportAddress("[::ffff:192.0.2.1]:5"))
        #expect(mapped == TransportAddress(ipv4: (192, 0, 2, 1), port: 5))
        #expect(mapped.family == .ipv4)
    }

    @Test func `the reach of an address is known`() throws {
        func address(_ text: String) throws -> TransportAddress { try #require(TransportAddress(text)) }
        #expect(try address("127.9.9.9:1").isLoopback)
        #expect(try address("[::1]:1").isLoopback)
        #expect(try !address("128.0.0.1:1").isLoopback)
        #expect(try address("169.254.1.1:1").isLinkLocal)
        #expect(try address("[febf::1%1]:1").isLinkLocal)
        #expect(try !address("[fec0::1]:1").isLinkLocal)
        #expect(try address("[fe80::1%lo]:1").scope == 1)
        #expect(try address("[2001:db8::1%1]:1").scope == 0)
    }

    @Test func `a name is resolved, and one that is none is an error`() throws {
        #expect(
            try TransportAddress.resolve(host: "127.0.0.1", port: 80) == [
                TransportAddress(ipv4: (127, 0, 0, 1), port: 80)
            ])
        #expect(try !TransportAddress.resolve(host: "localhost", port: 80).isEmpty)
        #expect(throws: TransportError.self) { try TransportAddress.resolve(host: "not a name", port: 80) }
    }
}
