/// The first byte of a frame's header.
package enum FrameKind: UInt8 {
    /// Bytes of the owner.
    case application = 0
    /// The first frame each side sends after its owner's `accept`: see `LinkHello`.
    case hello = 1
    /// The last frame: the reason for closing as UTF-8, at most `Link.reasonLimit` bytes.
    case goodbye = 2
}
