/// Where a link's datagrams go, and whether they arrive there.
///
/// The first address is that of the TCP connection with the port that the other side told. It is used once a challenge
/// to it was answered, so that nothing is lost where UDP is blocked; a path in use is challenged again from time to
/// time, and given up when it no longer answers. An authentic datagram from elsewhere (a new address behind a NAT) gets
/// one challenge *there*, and the path moves when the answer comes from there: who copies a datagram and sends it from
/// a false address moves nothing (RFC 9000, section 8.2 and 9.3). A challenge is never longer than what provoked it.
package struct DatagramPath {
    /// The length of a challenge's or response's text in bytes.
    package static let tokenByteCount = 8
    /// The length of the whole datagram.
    package static let challengeByteCount = DatagramHeader.overhead + tokenByteCount

    /// Times are nanoseconds.
    package struct Timing {
        /// Until the first challenge is repeated; doubled each time.
        package var retry: UInt64
        /// The longest time between two repetitions.
        package var retryLimit: UInt64
        /// Unanswered challenges after which the path counts as broken.
        package var attempts: Int
        /// How long an answer vouches for a path in use.
        package var checkInterval: UInt64
        /// The least time between two challenges of other addresses.
        package var moveInterval: UInt64

        /// The times in nanoseconds.
        package init(
            retry: UInt64, retryLimit: UInt64, attempts: Int, checkInterval: UInt64, moveInterval: UInt64
        ) {
            self.retry = retry
            self.retryLimit = retryLimit
            self.attempts = attempts
            self.checkInterval = checkInterval
            self.moveInterval = moveInterval
        }
    }

    /// What a response has shown.
    package enum Answer: Equatable {
        /// Nothing: it answers no challenge of ours, or came from elsewhere.
        case unknownToken
        /// That datagrams arrive at the address in use.
        case confirmed
        /// That the other side has a new address, in use from now on.
        case moved
    }

    /// Where datagrams go.
    package private(set) var address: TransportAddress
    /// Whether datagrams are known to arrive at `address`.
    package private(set) var isConfirmed = false
    /// When the next challenge to `address` is due; nil while there is no need.
    package private(set) var nextCheck: UInt64?
    private let timing: Timing
    private var checkToken: UInt64?
    private var attempts = 0
    private var confirmedAt: UInt64 = 0
    private var candidate: (address: TransportAddress, token: UInt64)?
    private var nextMove: UInt64 = 0

    /// A path to `address`, to be challenged at once.
    package init(_ address: TransportAddress, now: UInt64, timing: Timing) {
        self.address = address
        self.timing = timing
        nextCheck = now
    }

    /// The token to challenge `address` with, if that is due. `random` becomes the token of a new round of challenges.
    package mutating func takeCheck(now: UInt64, random: () -> UInt64) -> UInt64? {
        guard let due = nextCheck, due <= now else { return nil }
        if attempts >= timing.attempts { isConfirmed = false }
        let token = checkToken ?? random()
        checkToken = token
        nextCheck = now + min(timing.retry << UInt64(min(attempts, 16)), timing.retryLimit)
        attempts += 1
        return token
    }

    /// A datagram was sent to `address`: the path is in use, and will be checked.
    package mutating func noteUse() {
        if nextCheck == nil { nextCheck = confirmedAt + timing.checkInterval }
    }

    /// An authentic datagram came from `sender`. The token to challenge `sender` with, if it may become the path.
    package mutating func heard(
        from sender: TransportAddress, isNewest: Bool, byteCount: Int, now: UInt64, random: () -> UInt64
    ) -> UInt64? {
        guard isNewest, sender != address || !isConfirmed, byteCount >= Self.challengeByteCount, now >= nextMove else {
            return nil
        }
        nextMove = now + timing.moveInterval
        let token = random()
        candidate = (sender, token)
        return token
    }

    /// An authentic response with `token` came from `sender`.
    package mutating func answered(_ token: UInt64, from sender: TransportAddress, now: UInt64) -> Answer {
        let isCheck = token == checkToken && sender == address
        let isMove = candidate.map { $0.token == token && $0.address == sender } ?? false
        guard isCheck || isMove else { return .unknownToken }
        let moved = sender != address
        address = sender
        isConfirmed = true
        confirmedAt = now
        nextCheck = nil
        checkToken = nil
        attempts = 0
        if isMove { candidate = nil }
        return moved ? .moved : .confirmed
    }
}
