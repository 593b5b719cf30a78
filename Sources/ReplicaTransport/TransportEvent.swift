/// What a transport tells its owner. Delivered by `Transport.wait`, on the thread that called it.
package enum TransportEvent: Equatable, Sendable {
    /// The handshake is complete and the other side has proved that it owns `key` (Ed25519, 32 bytes). The owner must
    /// call `accept` or `close`; until then nothing flows, and after the handshake deadline the link is closed.
    /// `address` is the other end of the TCP connection: for an incoming link not an address to dial.
    case handshaken(LinkID, key: [UInt8], alpn: ALPN, incoming: Bool, address: TransportAddress)
    /// A whole frame, in the order in which it was sent.
    case frame(LinkID, [UInt8])
    /// The send queue, which had grown over its low-water mark, has fallen to it again.
    case drained(LinkID)
    /// The link is gone. The last event about it; none follows the owner's own `close`.
    case closed(LinkID, TransportCloseReason)
    /// A datagram that opened, was not a repetition, and came from this link's peer. Order and arrival are not promised.
    case datagram(LinkID, [UInt8])
    /// A beacon of another transport, which anybody may have made. `from` is an address to dial.
    case beacon([UInt8], from: TransportAddress)
    /// The waker was called since the last wait.
    case woken

    /// The link that the event is about.
    var link: LinkID? {
        switch self {
        case .handshaken(let link, _, _, _, _), .frame(let link, _), .drained(let link), .closed(let link, _),
            .datagram(let link, _):
            link
        case .beacon, .woken: nil
        }
    }
}
