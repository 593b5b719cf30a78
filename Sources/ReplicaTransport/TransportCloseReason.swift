/// Why a link ended without its owner having closed it.
package enum TransportCloseReason: Equatable, Sendable {
    /// The other side closed it and gave this reason (at most 256 bytes of UTF-8; shown, never acted upon).
    case closedByPeer(String)
    /// The connection broke: `errno`, or 0 if it just ended.
    case connectionLost(errno: Int32)
    /// The address could not be reached: `errno`.
    case unreachable(errno: Int32)
    /// Connection, handshake and the owner's decision did not all happen within the handshake deadline.
    case handshakeTimedOut
    /// TLS failed; the text is OpenSSL's.
    case handshakeFailed(String)
    /// The other side has another key than the one expected: 32 bytes.
    case unexpectedKey([UInt8])
    /// The other side sent something that is not a frame, a hello or a goodbye in its place.
    case malformed
    /// The other side announced a frame longer than the limit.
    case frameTooLong(byteCount: Int)
    /// The other side did not take what was sent: the send queue reached its limit.
    case sendQueueFull
    /// The transport holds as many links as its configuration allows.
    case tooManyLinks
    /// Other unauthenticated connections pushed it out before its owner had accepted it.
    case evicted
    /// `TransportFaults.cut` is set.
    case cut
}
