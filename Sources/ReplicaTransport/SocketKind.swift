#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// TCP or UDP, as `socket` wants it named.
package enum SocketKind {
    case stream
    case datagram

    /// The system's number for it.
    package var number: Int32 {
        #if canImport(Darwin)
            self == .stream ? SOCK_STREAM : SOCK_DGRAM
        #else
            Int32(self == .stream ? SOCK_STREAM.rawValue : SOCK_DGRAM.rawValue)
        #endif
    }
}
