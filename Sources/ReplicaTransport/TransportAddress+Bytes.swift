extension TransportAddress {
    /// The address without port and scope, in network order: 4 or 16 bytes.
    package var hostBytes: [UInt8] {
        let words = family == .ipv4 ? [] : [high]
        let bytes = (words + [low]).flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
        return family == .ipv4 ? Array(bytes.suffix(4)) : bytes
    }

    /// An address from 4 or 16 bytes in network order; nil for any other number.
    package init?(hostBytes bytes: [UInt8], scope: UInt32, port: UInt16) {
        switch bytes.count {
        case 4: self.init(ipv4: (bytes[0], bytes[1], bytes[2], bytes[3]), port: port)
        case 16:
            let high = bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let low = bytes[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            self.init(ipv6High: high, low: low, scope: scope, port: port)
        default: return nil
        }
    }
}
