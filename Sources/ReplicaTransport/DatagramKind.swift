/// What a sealed datagram carries: the low half of its first byte.
package enum DatagramKind: UInt8 {
    /// Bytes of the owner.
    case application = 0
    /// A token of 8 bytes, to be sent back to where the challenge came from.
    case challenge = 1
    /// The token of a challenge.
    case response = 2
}
