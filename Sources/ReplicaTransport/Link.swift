/// One TLS session over one TCP connection, from the first packet to the last.
final class Link {
    /// What is known of the other side.
    enum Phase {
        /// TCP is being connected.
        case connecting
        /// TLS is being agreed on.
        case handshaking
        /// The key is proved; the owner has not decided yet. Nothing is read.
        case handshaken
        /// Accepted by the owner: frames and datagrams flow.
        case open
        /// Over. The link is still known until its owner has heard of it.
        case closed
    }

    /// The longest reason in a goodbye, in bytes.
    static let reasonLimit = 256

    let id: LinkID
    let session: TLSSession
    let isIncoming: Bool
    /// The other end of the TCP connection.
    let address: TransportAddress
    /// What this side proposed, if it dialled.
    let proposal: ALPN?
    let expectedKey: [UInt8]?
    /// When the owner must have accepted it.
    let deadline: UInt64
    /// What the other side puts into its datagrams to us. Random, told to it in our hello.
    let localSessionID: UInt64

    var socket: Socket?
    var phase: Phase
    /// Frames that are not sealed yet.
    var outgoing = ByteQueue()
    /// Sealed, and not taken by the system yet.
    var ciphertext = ByteQueue()
    /// Frames held back by `TransportFaults`, with the time when each is due, and their bytes in all.
    var delayed: [(due: UInt64, bytes: [UInt8])] = []
    var delayedByteCount = 0
    var decoder: FrameDecoder
    var hello: LinkHello?
    var sealer: DatagramSealer?
    var opener: DatagramOpener?
    var path: DatagramPath?
    /// A challenge that came before the hello which says how to answer it.
    var earlyChallenge: (token: [UInt8], sender: TransportAddress)?
    var isOverLowWater = false
    var isDirty = false

    init(
        id: LinkID, socket: Socket?, session: TLSSession, isIncoming: Bool, address: TransportAddress, proposal: ALPN?,
        expectedKey: [UInt8]?, deadline: UInt64, sessionID: UInt64, frameLimit: Int
    ) {
        self.id = id
        self.socket = socket
        self.session = session
        self.isIncoming = isIncoming
        self.address = address
        self.proposal = proposal
        self.expectedKey = expectedKey
        self.deadline = deadline
        localSessionID = sessionID
        phase = isIncoming ? .handshaking : .connecting
        decoder = FrameDecoder(limit: max(frameLimit, Self.reasonLimit))
    }

    /// Bytes that the system has not taken yet.
    var queuedByteCount: Int { outgoing.count + ciphertext.count + delayedByteCount }

    /// Whether the owner has heard of the link: it dialled it, or was told of its handshake.
    var isKnownToOwner: Bool { !isIncoming || phase == .handshaken || phase == .open }

    /// Whether it is a stranger's, as far as anybody knows.
    var isUnauthenticated: Bool { isIncoming && (phase == .handshaking || phase == .handshaken) }

    /// What to wait for on the socket.
    var interest: PollSet.Interest {
        switch phase {
        case .connecting: .write
        case .handshaking: ciphertext.isEmpty ? .read : [.read, .write]
        case .handshaken: ciphertext.isEmpty ? [] : .write
        case .open: ciphertext.isEmpty && outgoing.isEmpty ? .read : [.read, .write]
        case .closed: []
        }
    }

    /// The system's number for the socket; -1, which is never ready, if there is none.
    var descriptor: Int32 { socket?.descriptor ?? -1 }

    /// When something must be done without a packet: the deadline, the next path challenge, a frame held back.
    /// `UInt64.max` if nothing must.
    var nextTimer: UInt64 {
        guard phase == .open else { return deadline }
        let check = path?.nextCheck ?? .max
        return delayed.isEmpty ? check : min(check, delayed[0].due)
    }
}
