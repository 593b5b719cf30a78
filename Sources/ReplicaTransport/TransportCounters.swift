/// What a transport has done since it was opened. Each counter only grows.
package struct TransportCounters: Equatable, Sendable {
    /// Session datagrams handed to the system, path challenges included.
    package var datagramsSent: UInt64 = 0
    /// Their bytes, headers and tags included.
    package var datagramBytesSent: UInt64 = 0
    /// Session datagrams that the system did not take.
    package var datagramsNotSent: UInt64 = 0
    /// Datagrams received on the session port, whatever they were.
    package var datagramsReceived: UInt64 = 0
    /// Their bytes.
    package var datagramBytesReceived: UInt64 = 0
    /// Dropped: too short, too long, or not of this format.
    package var datagramsMalformed: UInt64 = 0
    /// Dropped: for a session that does not exist here.
    package var datagramsOfUnknownSession: UInt64 = 0
    /// Dropped: not authentic.
    package var datagramsForged: UInt64 = 0
    /// Dropped: authentic, but its counter was seen before or is too old to tell.
    package var datagramsReplayed: UInt64 = 0
    /// Dropped by `TransportFaults`, either way.
    package var datagramsLostByFault: UInt64 = 0
    /// Challenges sent to prove a datagram address.
    package var pathChallengesSent: UInt64 = 0
    /// Datagram addresses that moved after a challenge was answered from the new one.
    package var pathsMoved: UInt64 = 0

    /// Frames taken for sending.
    package var framesSent: UInt64 = 0
    /// Frames handed to the owner.
    package var framesReceived: UInt64 = 0
    /// Bytes of TCP sent, TLS included.
    package var streamBytesSent: UInt64 = 0
    /// Bytes of TCP received, TLS included.
    package var streamBytesReceived: UInt64 = 0

    /// TCP connections taken from the listeners.
    package var connectionsAccepted: UInt64 = 0
    /// Connections pushed out by newer ones before they were authenticated.
    package var connectionsEvicted: UInt64 = 0
    /// Incoming connections closed because the links are at their limit, or cut.
    package var connectionsRefused: UInt64 = 0
    /// Times that no connection could be taken for want of descriptors or memory.
    package var acceptBackOffs: UInt64 = 0
    /// Handshakes completed, either way.
    package var handshakesCompleted: UInt64 = 0
    /// Handshakes that failed: TLS, certificate, key or protocol.
    package var handshakesFailed: UInt64 = 0
    /// Handshakes that did not end in time.
    package var handshakesTimedOut: UInt64 = 0
    /// Links that ended for a reason other than the owner's `close`.
    package var linksLost: UInt64 = 0

    /// Beacons handed to the system, one per interface and kind of address.
    package var beaconsSent: UInt64 = 0
    /// Beacons handed to the owner.
    package var beaconsReceived: UInt64 = 0
    /// Beacons dropped: too long, empty, or cut off.
    package var beaconsDropped: UInt64 = 0

    /// All zero.
    package init() {}
}
