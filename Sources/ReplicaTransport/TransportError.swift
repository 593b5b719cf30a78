/// Why a transport could not be opened, or a name not be resolved. Nothing is left open when one of these is thrown.
package enum TransportError: Error, Equatable {
    /// The port asked for, or every port tried, is taken by another program.
    case portInUse(UInt16)
    /// A system call failed: its name and `errno`.
    case system(call: String, errno: Int32)
    /// OpenSSL refused to make the certificate or the TLS settings.
    case tls(String)
    /// The machine has neither IPv4 nor IPv6.
    case noNetwork
    /// A host name has no address; the text is the resolver's.
    case unresolved(host: String, reason: String)
}
