/// The body of the first frame on a link: where this side receives datagrams.
///
///     offset  size  field
///     0       1     version: 1
///     1       2     UDP and TCP port of the sender, most significant byte first
///     3       8     the sender's session id: random, in every datagram to it
///
/// A longer body is read up to here, so that later versions can add to it.
package struct LinkHello: Equatable {
    /// The length of a hello in bytes.
    package static let byteCount = 11

    /// The sender's port of UDP and TCP.
    package let port: UInt16
    /// What the sender wants to find in datagrams to it.
    package let sessionID: UInt64

    /// A hello of this side.
    package init(port: UInt16, sessionID: UInt64) {
        self.port = port
        self.sessionID = sessionID
    }

    /// Nil if the body is too short, or of another version.
    package init?(_ body: [UInt8]) {
        guard body.count >= Self.byteCount, body[0] == 1 else { return nil }
        port = UInt16(body[1]) << 8 | UInt16(body[2])
        sessionID = body[3..<11].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The form on the wire.
    package var bytes: [UInt8] {
        [1, UInt8(port >> 8), UInt8(truncatingIfNeeded: port)]
            + (0..<8).map { UInt8(truncatingIfNeeded: sessionID >> (56 - 8 * $0)) }
    }
}
