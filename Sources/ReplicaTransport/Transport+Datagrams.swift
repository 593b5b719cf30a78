internal import ReplicaCrypto

/// Datagrams beside the links.
extension Transport {
    /// The longest payload of a datagram in bytes: 1,200 less header and tag.
    package static var maximumDatagramPayload: Int { DatagramHeader.maximumTextByteCount }

    /// Seals and sends a datagram at once. False, and nothing is sent, if it is longer than `maximumDatagramPayload`,
    /// if no address of the other side has answered a challenge (so: shortly after `accept`, and where UDP is
    /// blocked), if the link is not open or the system does not take it. Send it as a frame then.
    package func sendDatagram(_ id: LinkID, _ payload: [UInt8]) -> Bool {
        guard payload.count <= Self.maximumDatagramPayload, let link = linksByID[id], link.phase == .open,
            let path = link.path, path.isConfirmed
        else { return false }
        link.path?.noteUse()
        return sendDatagram(link, .application, payload, to: path.address)
    }

    /// Whether datagrams to the other side are known to arrive.
    package func hasDatagramPath(_ id: LinkID) -> Bool {
        linksByID[id]?.path?.isConfirmed ?? false
    }

    /// Makes the keys: one secret per direction, exported from the TLS session.
    func startDatagrams(_ link: Link) {
        let secrets = link.session.export(label: "EXPORTER-replica-datagrams", count: 2 * EpochSecret.byteCount)
        let ofDialler = EpochSecret(Array(secrets[..<EpochSecret.byteCount]))
        let ofListener = EpochSecret(Array(secrets[EpochSecret.byteCount...]))
        link.sealer = DatagramSealer(
            link.isIncoming ? ofListener : ofDialler, epochLimit: configuration.datagramEpochLimit)
        link.opener = DatagramOpener(link.isIncoming ? ofDialler : ofListener)
        linksBySession[link.localSessionID] = link
    }

    /// The hello has come: the first address is that of TCP with the port that it tells.
    func learnPath(_ link: Link, _ hello: LinkHello) {
        let timing = DatagramPath.Timing(
            retry: configuration.pathRetry, retryLimit: configuration.pathRetryLimit,
            attempts: configuration.pathAttempts, checkInterval: configuration.pathCheckInterval,
            moveInterval: configuration.pathMoveInterval)
        let now = MonotonicClock.now
        link.path = DatagramPath(link.address.with(port: hello.port), now: now, timing: timing)
        if let early = link.earlyChallenge {
            link.earlyChallenge = nil
            _ = sendDatagram(link, .response, early.token, to: early.sender)
        }
        checkPath(link, now)
    }

    /// Challenges the path if that is due.
    func checkPath(_ link: Link, _ now: UInt64) {
        guard let address = link.path?.address, let token = link.path?.takeCheck(now: now, random: Self.randomToken)
        else { return }
        sendChallenge(link, token, to: address)
    }

    /// Receives and hands over what waits on a socket, a bounded number at once.
    func receiveDatagrams(_ socket: Socket, _ handle: (TransportEvent) -> Void) {
        for _ in 0..<configuration.datagramsPerWait {
            var sender: TransportAddress?
            guard case .count(let count) = socket.receiveDatagram(into: &datagram, from: &sender) else { return }
            counters.datagramsReceived += 1
            counters.datagramBytesReceived += UInt64(count)
            guard !losesDatagram() else { continue }
            guard let sender, let event = open(count, from: sender) else { continue }
            handle(event)
        }
    }

    /// Opens the datagram of `count` bytes in the buffer. Its text as an event, if it is for the owner.
    private func open(_ count: Int, from sender: TransportAddress) -> TransportEvent? {
        guard let header = DatagramHeader(datagram, length: count) else {
            counters.datagramsMalformed += 1
            return nil
        }
        guard let link = linksBySession[header.sessionID], let opener = link.opener else {
            counters.datagramsOfUnknownSession += 1
            return nil
        }
        switch opener.open(header, datagram, length: count, into: &datagramText) {
        case .forged:
            counters.datagramsForged += 1
        case .replayed:
            counters.datagramsReplayed += 1
        case .opened(let length, let isNewest):
            let text = Array(datagramText[..<length])
            if header.kind != .response { considerMove(link, isNewest: isNewest, byteCount: count, sender) }
            switch header.kind {
            case .application: return .datagram(link.id, text)
            case .challenge: answer(link, text, sender)
            case .response: learnAnswer(link, text, sender)
            }
        }
        return nil
    }

    private func considerMove(_ link: Link, isNewest: Bool, byteCount: Int, _ sender: TransportAddress) {
        // The clock is read only where it matters: this is the way of every datagram.
        guard let path = link.path, path.address != sender || !path.isConfirmed else { return }
        let token = link.path?.heard(
            from: sender, isNewest: isNewest, byteCount: byteCount, now: MonotonicClock.now, random: Self.randomToken)
        if let token { sendChallenge(link, token, to: sender) }
    }

    private func answer(_ link: Link, _ token: [UInt8], _ sender: TransportAddress) {
        guard token.count == DatagramPath.tokenByteCount else {
            counters.datagramsMalformed += 1
            return
        }
        if link.hello == nil {
            link.earlyChallenge = (token, sender)
        } else {
            _ = sendDatagram(link, .response, token, to: sender)
        }
    }

    private func learnAnswer(_ link: Link, _ token: [UInt8], _ sender: TransportAddress) {
        guard token.count == DatagramPath.tokenByteCount else {
            counters.datagramsMalformed += 1
            return
        }
        let answer = link.path?.answered(token.bigEndian64(at: 0), from: sender, now: MonotonicClock.now)
        if answer == .moved { counters.pathsMoved += 1 }
    }

    private func sendChallenge(_ link: Link, _ token: UInt64, to address: TransportAddress) {
        var text = [UInt8](repeating: 0, count: DatagramPath.tokenByteCount)
        text.storeBigEndian64(token, at: 0)
        counters.pathChallengesSent += 1
        _ = sendDatagram(link, .challenge, text, to: address)
    }

    private func sendDatagram(
        _ link: Link, _ kind: DatagramKind, _ text: [UInt8], to address: TransportAddress
    ) -> Bool {
        guard let hello = link.hello,
            let count = link.sealer?.seal(kind, to: hello.sessionID, text, into: &sealed)
        else { return false }
        if losesDatagram() { return true }
        if delaysDatagram(count, to: address) { return true }
        return transmit(sealed, count: count, to: address)
    }

    /// Hands a sealed datagram to the system.
    func transmit(_ bytes: [UInt8], count: Int, to address: TransportAddress) -> Bool {
        guard case .count = sockets.datagramSocket(address.family)?.sendDatagram(bytes, count: count, to: address)
        else {
            counters.datagramsNotSent += 1
            return false
        }
        counters.datagramsSent += 1
        counters.datagramBytesSent += UInt64(count)
        return true
    }

    private static func randomToken() -> UInt64 {
        randomBytes(8).bigEndian64(at: 0)
    }
}
