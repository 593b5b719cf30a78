import Replica

/// How the connection to a peer is, in one word for people.
enum QualityWord: String, CaseIterable {
    /// Not connected.
    case away
    /// Connected, and not measured yet.
    case new
    /// Every twentieth probe or more is lost.
    case lossy
    /// A round trip takes a quarter of a second or more.
    case slow
    /// A change made here has been on its way for five seconds or more.
    case behind
    /// None of these.
    case good

    private static let lossPermille = 50
    private static let roundTripMicroseconds: UInt64 = 250_000
    private static let lagMicroseconds: UInt64 = 5_000_000

    /// The word for a peer as it is now; the worst that is so.
    init(_ peer: NodeStatus.Peer) {
        if !peer.isConnected {
            self = .away
        } else if peer.lagMicroseconds ?? 0 >= Self.lagMicroseconds {
            self = .behind
        } else if peer.lossPermille >= Self.lossPermille {
            self = .lossy
        } else if let roundTrip = peer.roundTripMicroseconds {
            self = roundTrip >= Self.roundTripMicroseconds ? .slow : .good
        } else {
            self = .new
        }
    }
}
