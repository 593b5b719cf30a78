internal import ReplicaCrypto

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// What the owner does with links.
extension Transport {
    /// Begins a link to a TCP address. Its first event is `handshaken`, or `closed` with the reason why not; at most
    /// the handshake deadline later. With `expecting`, any other key ends it before the owner hears of it.
    package func dial(
        _ address: TransportAddress, expecting key: [UInt8]? = nil, protocol proposal: ALPN = .members
    ) -> LinkID {
        var refusal: TransportCloseReason?
        var socket: Socket?
        if faults.cut {
            refusal = .cut
        } else if authenticatedCount >= configuration.linkLimit {
            refusal = .tooManyLinks
        } else {
            do throws(TransportError) {
                let new = try Socket(address.family, .stream)
                new.setStreamOptions(userTimeoutMilliseconds: configuration.tcpUserTimeoutMilliseconds)
                refusal = new.connect(address).map { .unreachable(errno: $0) }
                socket = new
            } catch .system(_, let code) {
                refusal = .unreachable(errno: code)
            } catch {
                refusal = .unreachable(errno: 0)
            }
        }
        let link = makeLink(socket, address: address, proposal: proposal, expecting: key)
        if let refusal { fail(link, refusal) }
        return link.id
    }

    /// Lets a handshaken link's frames and datagrams flow. The owner has checked the key. Nothing happens if the link
    /// has ended meanwhile.
    package func accept(_ id: LinkID) {
        guard let link = linksByID[id], link.phase == .handshaken else { return }
        if link.isIncoming, authenticatedCount >= configuration.linkLimit { return fail(link, .tooManyLinks) }
        link.phase = .open
        startDatagrams(link)
        enqueue(link, .hello, LinkHello(port: port, sessionID: link.localSessionID).bytes)
        // What came with the end of the handshake is already here, and no socket will tell of it.
        readPlaintext(link)
    }

    /// Queues a frame on an accepted link; nothing happens if the link has ended meanwhile. A frame over the limit is
    /// a mistake of the caller and traps; a full queue closes the link with `sendQueueFull`.
    package func send(_ id: LinkID, _ frame: [UInt8]) {
        precondition(
            frame.count <= configuration.frameLimit,
            "a frame of \(frame.count) bytes, over the limit of \(configuration.frameLimit)")
        guard let link = linksByID[id], link.phase != .closed else { return }
        precondition(link.phase == .open, "a frame on \(id), which was not accepted")
        counters.framesSent += 1
        enqueue(link, .application, frame)
    }

    /// Bytes of a link that the system has not taken yet; 0 for a link that has ended.
    package func queuedBytes(_ id: LinkID) -> Int {
        linksByID[id]?.queuedByteCount ?? 0
    }

    /// Ends a link. The other side is told `reason` (the first 256 bytes), after what is queued as far as the system
    /// takes it at once; the rest is lost. No event follows. Nothing happens if the link has ended already.
    package func close(_ id: LinkID, reason: String) {
        guard let link = linksByID.removeValue(forKey: id), link.phase != .closed else { return }
        if link.phase == .open || link.phase == .handshaken { sayGoodbye(link, reason) }
        detach(link)
    }

    /// Key material that only the two ends of this session can compute (a TLS exporter, RFC 5705): the same on both
    /// for the same label and length, and of no other session. Nil if the link has ended or its handshake has not.
    package func exported(_ id: LinkID, label: String, length: Int) -> [UInt8]? {
        guard let link = linksByID[id], link.phase == .handshaken || link.phase == .open else { return nil }
        return link.session.export(label: "EXPORTER-replica-" + label, count: length)
    }

    /// Where the other side listens: its address with the port that it told. Nil before its hello has come.
    package func listeningAddress(_ id: LinkID) -> TransportAddress? {
        guard let link = linksByID[id], let hello = link.hello else { return nil }
        return link.address.with(port: hello.port)
    }

    /// Links that count for the limit: all but strangers'.
    var authenticatedCount: Int { links.count { !$0.isUnauthenticated } }

    func makeLink(
        _ socket: Socket?, address: TransportAddress, proposal: ALPN? = nil, expecting key: [UInt8]? = nil
    ) -> Link {
        let link = Link(
            id: makeLinkID(), socket: socket, session: TLSSession(tls, proposing: proposal),
            isIncoming: proposal == nil, address: address, proposal: proposal, expectedKey: key,
            deadline: MonotonicClock.now + configuration.handshakeDeadline,
            sessionID: randomBytes(8).bigEndian64(at: 0), frameLimit: configuration.frameLimit)
        links.append(link)
        linksByID[link.id] = link
        return link
    }

    /// Ends a link for a reason that is not the owner's wish.
    func fail(_ link: Link, _ reason: TransportCloseReason) {
        guard link.phase != .closed else { return }
        let isKnown = link.isKnownToOwner
        switch link.phase {
        case .open: counters.linksLost += 1
        case _ where reason == .handshakeTimedOut: counters.handshakesTimedOut += 1
        case _ where reason == .evicted || reason == .cut || reason == .tooManyLinks: break
        default: counters.handshakesFailed += 1
        }
        detach(link)
        if isKnown {
            events.append(.closed(link.id, reason))
        } else {
            linksByID[link.id] = nil
        }
    }

    /// Takes a link out of everything but `linksByID`, and closes its socket.
    private func detach(_ link: Link) {
        link.phase = .closed
        link.socket = nil
        links.removeAll { $0 === link }
        if linksBySession[link.localSessionID] === link { linksBySession[link.localSessionID] = nil }
    }

    private func sayGoodbye(_ link: Link, _ reason: String) {
        for (_, bytes) in link.delayed { link.outgoing.append(bytes) }
        link.delayed = []
        link.delayedByteCount = 0
        let text = Array(reason.utf8.prefix(Link.reasonLimit))
        link.outgoing.append(FrameDecoder.header(.goodbye, count: text.count))
        link.outgoing.append(text)
        write(link)
        guard link.outgoing.isEmpty, link.ciphertext.isEmpty, link.phase != .closed else { return }
        link.session.finish()
        write(link)
        guard let socket = link.socket else { return }
        socket.finishSending()
        if lingering.count >= configuration.lingerLimit { lingering.removeFirst() }
        lingering.append(
            LingeringSocket(socket: socket, deadline: MonotonicClock.now + configuration.lingerDeadline))
    }
}
