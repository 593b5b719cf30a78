/// An IP address, version 4 or 6, and a port. Link-local IPv6 addresses carry the interface they belong to.
package struct TransportAddress: Hashable, Sendable {
    /// The two kinds of IP address.
    package enum Family: Hashable, Sendable {
        case ipv4
        case ipv6
    }

    /// Which kind of address it is. An IPv4 address in IPv6 form (`::ffff:…`) becomes IPv4 when it is read.
    package let family: Family
    /// The first 8 bytes of an IPv6 address in network order; 0 for IPv4.
    let high: UInt64
    /// The last 8 bytes of an IPv6 address, or the 4 of an IPv4 address.
    let low: UInt64
    /// The index of the interface of a link-local IPv6 address, else 0. It means nothing on another machine.
    package let scope: UInt32
    /// The port.
    package let port: UInt16

    /// An IPv4 address.
    package init(ipv4: (UInt8, UInt8, UInt8, UInt8), port: UInt16) {
        let number = UInt32(ipv4.0) << 24 | UInt32(ipv4.1) << 16 | UInt32(ipv4.2) << 8 | UInt32(ipv4.3)
        self.init(ipv4: number, port: port)
    }

    /// An IPv6 address by its two halves. The scope is kept only where it means something: for link-local addresses.
    package init(ipv6High high: UInt64, low: UInt64, scope: UInt32 = 0, port: UInt16) {
        if high == 0, low >> 32 == 0xffff {
            self.init(ipv4: UInt32(truncatingIfNeeded: low), port: port)
        } else {
            let isLinkLocal = high >> 54 == 0xfe80 >> 6 || high >> 48 & 0xff0f == 0xff02
            self.init(family: .ipv6, high: high, low: low, scope: isLinkLocal ? scope : 0, port: port)
        }
    }

    init(ipv4: UInt32, port: UInt16) {
        self.init(family: .ipv4, high: 0, low: UInt64(ipv4), scope: 0, port: port)
    }

    private init(family: Family, high: UInt64, low: UInt64, scope: UInt32, port: UInt16) {
        self.family = family
        self.high = high
        self.low = low
        self.scope = scope
        self.port = port
    }

    /// The same address with another port.
    package func with(port: UInt16) -> TransportAddress {
        switch family {
        case .ipv4: TransportAddress(ipv4: UInt32(truncatingIfNeeded: low), port: port)
        case .ipv6: TransportAddress(ipv6High: high, low: low, scope: scope, port: port)
        }
    }

    func with(scope: UInt32) -> TransportAddress {
        TransportAddress(ipv6High: high, low: low, scope: scope, port: port)
    }

    /// 127.0.0.0/8 or ::1: reaches this machine only.
    package var isLoopback: Bool {
        switch family {
        case .ipv4: low >> 24 == 127
        case .ipv6: high == 0 && low == 1
        }
    }

    /// 169.254.0.0/16 or fe80::/10: reaches this link only.
    package var isLinkLocal: Bool {
        switch family {
        case .ipv4: low >> 16 == 0xa9fe
        case .ipv6: high >> 54 == 0xfe80 >> 6
        }
    }

    /// What one stranger can easily have only one of: the IPv4 address, or the /64 of an IPv6 address.
    var source: TransportAddress {
        switch family {
        case .ipv4: with(port: 0)
        case .ipv6: TransportAddress(ipv6High: high, low: 0, scope: scope, port: 0)
        }
    }
}
