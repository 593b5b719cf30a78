/// The settings and limits of a transport. Times are nanoseconds, sizes bytes.
package struct TransportConfiguration: Equatable, Sendable {
    /// The port for TCP and UDP, or 0 for one that the system chooses.
    package var port: UInt16 = 0
    /// How many ports are tried when the system chooses, until one is free for all four sockets.
    package var portAttempts = 64
    /// Only loopback addresses are bound, announced on and listed: nothing is heard from outside this machine.
    package var loopbackOnly = false
    /// How beacons are sent and received; nil for neither.
    package var discovery: DiscoveryConfiguration? = DiscoveryConfiguration()
    /// The protocols an incoming link may name; others are refused in the handshake.
    package var protocols: [ALPN] = [.members, .join]

    /// From the first packet to the owner's `accept`, in all. Higher tolerates slower networks, and drippers longer.
    package var handshakeDeadline: UInt64 = 5_000_000_000
    /// Incoming connections that are not accepted yet. One more pushes out the oldest of the source that has most.
    package var unauthenticatedLimit = 32
    /// The same for one source address (IPv6: one /64). One more pushes out the oldest of that source.
    package var unauthenticatedPerSourceLimit = 8
    /// Links, dials included. Further dials and handshaken connections are closed.
    package var linkLimit = 64
    /// Connections waiting in the system to be taken.
    package var listenBacklog: Int32 = 128
    /// Connections taken in one wait and listener.
    package var acceptsPerWait = 16
    /// How long no connection is taken after the system had no descriptor or memory for one.
    package var acceptBackOff: UInt64 = 100_000_000
    /// After this long without acknowledgement of bytes sent, TCP gives up (Linux only), in milliseconds.
    package var tcpUserTimeoutMilliseconds: Int32 = 15_000

    /// The longest frame. A longer one ends the link that it arrives on, and traps when it is sent. At most 2^24 - 1.
    package var frameLimit = 1 << 20
    /// Bytes waiting to be sent on one link. More closes the link: the other side does not keep up.
    package var sendQueueLimit = 8 << 20
    /// When the queue falls to this after it was longer, `TransportEvent.drained` tells so.
    package var sendQueueLowWater = 256 << 10
    /// Bytes read from one link in one wait, roughly; the others get their turn then.
    package var readPerWait = 256 << 10
    /// Bytes written to one link in one wait, roughly.
    package var writePerWait = 1 << 20
    /// How long a closed link is kept to see the other side's end, so that the goodbye is not lost.
    package var lingerDeadline: UInt64 = 1_000_000_000
    /// Closed links kept so; one more drops the oldest.
    package var lingerLimit = 32

    /// Datagrams read in one wait and socket; the rest stays in the system's buffer for the next.
    package var datagramsPerWait = 256
    /// Datagrams sealed under one key before the next one is derived; at most 2^32.
    package var datagramEpochLimit: UInt64 = 1 << 32
    /// How long until an unanswered path challenge is sent again; doubled each time, up to `pathRetryLimit`.
    package var pathRetry: UInt64 = 100_000_000
    /// The longest time between two challenges of a path that does not answer.
    package var pathRetryLimit: UInt64 = 30_000_000_000
    /// Unanswered challenges after which a path that worked is no longer used.
    package var pathAttempts = 4
    /// A path in use is challenged again after this long. Higher costs less and notices a blocked path later.
    package var pathCheckInterval: UInt64 = 10_000_000_000
    /// The least time between two challenges of new addresses on one link.
    package var pathMoveInterval: UInt64 = 200_000_000

    /// Datagrams, and pieces of frames per link, that `TransportFaults` holds back at once; further ones are lost
    /// (datagrams) or sent at once with all before them (frames).
    package var delayedLimit = 4096
    /// The start of the random sequence that `TransportFaults` draws from.
    package var faultSeed: UInt64 = 0

    /// The defaults.
    package init() {}
}
