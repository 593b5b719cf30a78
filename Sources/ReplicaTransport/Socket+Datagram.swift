#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// UDP.
extension Socket {
    /// Reads one datagram into `buffer`, and its sender into `sender`. What does not fit is cut off.
    package func receiveDatagram(into buffer: inout [UInt8], from sender: inout TransportAddress?) -> IOResult {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe recvfrom(descriptor, &buffer, buffer.count, 0, $0, &length)
            }
        }
        let outcome = Self.outcome(result)
        if case .count = outcome { sender = TransportAddress(storage) }
        return outcome
    }

    /// Sends the first `count` bytes of `bytes` as one datagram.
    package func sendDatagram(_ bytes: [UInt8], count: Int, to address: TransportAddress) -> IOResult {
        precondition(count <= bytes.count, "a datagram of \(count) bytes from \(bytes.count)")
        let result = unsafe address.withSocketAddress { pointer, length in
            unsafe sendto(descriptor, bytes, count, 0, pointer, length)
        }
        return Self.outcome(result)
    }
}
