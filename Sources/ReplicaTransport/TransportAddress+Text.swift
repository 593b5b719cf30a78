#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

extension TransportAddress: CustomStringConvertible {
    /// The longest text that is read as an address, in bytes.
    static let textLimit = 80

    /// `192.0.2.1:7700`, `[2001:db8::1]:7700`, `[fe80::1%2]:7700`. The form that `init(_:)` reads.
    package var description: String {
        switch family {
        case .ipv4: "\(low >> 24).\(low >> 16 & 255).\(low >> 8 & 255).\(low & 255):\(port)"
        case .ipv6: "[\(ipv6Text)\(scope == 0 ? "" : "%\(scope)")]:\(port)"
        }
    }

    /// Reads the form of `description`, the interface also by its name (`%eth0`). Nil for anything else: names of hosts
    /// are for `resolve`.
    package init?(_ text: String) {
        // The system's functions would stop at a zero byte and take what is before it.
        guard text.utf8.count <= Self.textLimit, text.utf8.allSatisfy({ (33...126).contains($0) }),
            let colon = text.lastIndex(of: ":")
        else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = UInt16(digits) else { return nil }
        let host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            self.init(ipv6Text: host.dropFirst().dropLast(), port: port)
        } else {
            var address = in_addr()
            guard unsafe inet_pton(AF_INET, String(host), &address) == 1 else { return nil }
            self.init(ipv4: UInt32(bigEndian: address.s_addr), port: port)
        }
    }

    private init?(ipv6Text text: Substring, port: UInt16) {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        var scope: UInt32 = 0
        if parts.count == 2 {
            guard let index = UInt32(parts[1]) ?? Self.interfaceIndex(named: String(parts[1])) else { return nil }
            scope = index
        }
        var address = in6_addr()
        guard let host = parts.first, unsafe inet_pton(AF_INET6, String(host), &address) == 1 else { return nil }
        self.init(address, scope: scope, port: port)
    }

    private static func interfaceIndex(named name: String) -> UInt32? {
        let index = unsafe if_nametoindex(name)
        return index == 0 ? nil : index
    }

    private var ipv6Text: String {
        var address = ipv6Address
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard unsafe inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
