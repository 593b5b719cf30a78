/// The readable part of a session datagram; all of it is authenticated.
///
///     offset  size  field
///     0       1     version (1) in the high half, kind in the low half: see `DatagramKind`
///     1       8     session id of the receiver, most significant byte first
///     9       1     epoch: which key of the schedule sealed it
///     10      8     counter: never used twice in a session and direction, most significant byte first
///     18      n     text, sealed with AES-256-GCM
///     18 + n  16    tag
///
/// Example of a header: `10 0102030405060708 00 0000000000000001`.
package struct DatagramHeader: Equatable {
    /// The length of a header in bytes.
    package static let byteCount = 18
    /// The longest datagram: what fits the smallest MTU of IPv6 (1,280) with room for tunnels.
    package static let maximumDatagramByteCount = 1200
    /// The longest text.
    package static let maximumTextByteCount = maximumDatagramByteCount - overhead
    /// Header and tag.
    package static let overhead = byteCount + 16
    private static let version: UInt8 = 1

    /// What the text is.
    package let kind: DatagramKind
    /// The session id that the receiver has chosen.
    package let sessionID: UInt64
    /// Which key of the schedule sealed it.
    package let epoch: UInt8
    /// Counts the datagrams of a session and direction.
    package let counter: UInt64

    /// A header of a datagram to be sealed.
    package init(kind: DatagramKind, sessionID: UInt64, epoch: UInt8, counter: UInt64) {
        self.kind = kind
        self.sessionID = sessionID
        self.epoch = epoch
        self.counter = counter
    }

    /// Reads the header of a datagram of `length` bytes at the start of `packet`; nil if it is none of this format.
    package init?(_ packet: [UInt8], length: Int) {
        guard length >= Self.overhead, length <= Self.maximumDatagramByteCount, packet.count >= length,
            packet[0] >> 4 == Self.version, let kind = DatagramKind(rawValue: packet[0] & 15)
        else { return nil }
        self.kind = kind
        sessionID = packet.bigEndian64(at: 1)
        epoch = packet[9]
        counter = packet.bigEndian64(at: 10)
    }

    /// Writes the header to the start of `packet`.
    package func write(to packet: inout [UInt8]) {
        packet[0] = Self.version << 4 | kind.rawValue
        packet.storeBigEndian64(sessionID, at: 1)
        packet[9] = epoch
        packet.storeBigEndian64(counter, at: 10)
    }
}
