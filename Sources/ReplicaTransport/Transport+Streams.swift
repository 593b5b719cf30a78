internal import ReplicaCrypto

/// Bytes between a link's socket, its TLS session and its frames.
extension Transport {
    func serve(_ link: Link, _ happened: PollSet.Interest) {
        switch link.phase {
        case .connecting:
            finishConnecting(link)
        case .handshaken:
            if !happened.isDisjoint(with: .broken) {
                fail(link, .connectionLost(errno: link.socket?.takeError() ?? 0))
            } else {
                markDirty(link)
            }
        case .handshaking, .open:
            if happened.contains(.write) { markDirty(link) }
            // A broken connection is read too: its last bytes may be a goodbye.
            if happened != .write { read(link) }
        case .closed:
            break
        }
    }

    func runTimer(_ link: Link, _ now: UInt64) {
        guard link.phase == .open else { return fail(link, .handshakeTimedOut) }
        releaseDelayedFrames(link, now)
        checkPath(link, now)
    }

    private func finishConnecting(_ link: Link) {
        let code = link.socket?.takeError() ?? 0
        guard code == 0 else { return fail(link, .unreachable(errno: code)) }
        link.phase = .handshaking
        shakeHands(link)
    }

    private func read(_ link: Link) {
        var budget = configuration.readPerWait
        while budget > 0, let socket = link.socket {
            switch socket.receive(into: &receiveBuffer) {
            case .count(0):
                return fail(link, .connectionLost(errno: 0))
            case .count(let count):
                counters.streamBytesReceived += UInt64(count)
                budget -= count
                guard link.session.receive(receiveBuffer, count: count) else {
                    return fail(link, .connectionLost(errno: 0))
                }
                if link.phase == .handshaking { shakeHands(link) }
                if link.phase == .open { readPlaintext(link) }
                if count < receiveBuffer.count || link.phase == .handshaken { return }
            case .wouldBlock:
                return
            case .failed(let code):
                return fail(link, .connectionLost(errno: code))
            }
        }
    }

    private func shakeHands(_ link: Link) {
        switch link.session.handshake() {
        case .wantsMore:
            markDirty(link)
        case .failed(let reason):
            write(link)
            fail(link, .handshakeFailed(reason))
        case .complete:
            markDirty(link)
            admit(link)
        }
    }

    /// The handshake is complete: who is it, and what does it want?
    private func admit(_ link: Link) {
        guard let key = link.session.peerKey, let selected = link.session.selectedProtocol,
            link.proposal.map({ $0 == selected }) ?? configuration.protocols.contains(selected)
        else { return fail(link, .handshakeFailed("no certificate or no common protocol")) }
        if let expected = link.expectedKey, !constantTimeEqual(expected, key) {
            link.session.finish()
            write(link)
            return fail(link, .unexpectedKey(key))
        }
        if link.isIncoming, authenticatedCount >= configuration.linkLimit {
            counters.connectionsRefused += 1
            return fail(link, .tooManyLinks)
        }
        counters.handshakesCompleted += 1
        link.phase = .handshaken
        events.append(
            .handshaken(link.id, key: key, alpn: selected, incoming: link.isIncoming, address: link.address))
    }

    /// Opens everything that has been received on an open link.
    func readPlaintext(_ link: Link) {
        while link.phase == .open {
            switch link.session.read(into: &plaintext) {
            case .count(let count):
                do throws(FrameDecoder.Failure) {
                    try link.decoder.decode(plaintext, count: count) { receive($0, link) }
                } catch {
                    switch error {
                    case .unknownKind: fail(link, .malformed)
                    case .tooLong(let byteCount): fail(link, .frameTooLong(byteCount: byteCount))
                    }
                }
            case .wantsMore:
                // TLS may have something to answer, a key update for instance.
                return markDirty(link)
            case .ended:
                fail(link, .closedByPeer(""))
            case .failed:
                write(link)
                fail(link, .malformed)
            }
        }
    }

    private func receive(_ frame: FrameDecoder.Frame, _ link: Link) {
        guard link.phase == .open else { return }
        switch frame.kind {
        case .application:
            guard link.hello != nil, frame.body.count <= configuration.frameLimit else {
                return fail(link, .malformed)
            }
            counters.framesReceived += 1
            events.append(.frame(link.id, frame.body))
        case .hello:
            guard link.hello == nil, let hello = LinkHello(frame.body) else { return fail(link, .malformed) }
            link.hello = hello
            learnPath(link, hello)
        case .goodbye:
            fail(link, .closedByPeer(String(decoding: frame.body.prefix(Link.reasonLimit), as: UTF8.self)))
        }
    }

    func enqueue(_ link: Link, _ kind: FrameKind, _ body: [UInt8]) {
        let byteCount = FrameDecoder.headerByteCount + body.count
        guard link.queuedByteCount + byteCount <= configuration.sendQueueLimit else {
            return fail(link, .sendQueueFull)
        }
        let header = FrameDecoder.header(kind, count: body.count)
        if faults.delayNanoseconds > 0 || !link.delayed.isEmpty {
            delay(link, header + body)
        } else {
            link.outgoing.append(header)
            link.outgoing.append(body)
            markDirty(link)
        }
        if link.queuedByteCount > configuration.sendQueueLowWater { link.isOverLowWater = true }
    }

    /// Sends what a link has, and tells the owner when there is room again.
    func flush(_ link: Link) {
        write(link)
        guard link.phase == .open else { return }
        let queued = link.queuedByteCount
        if queued > configuration.sendQueueLimit {
            // Our frames fit when they were taken: what is too much are answers of TLS to a peer that never reads.
            fail(link, .sendQueueFull)
        } else if link.isOverLowWater, queued <= configuration.sendQueueLowWater {
            link.isOverLowWater = false
            events.append(.drained(link.id))
        }
    }

    /// Seals and sends until the system takes no more. Several frames may share a record and a packet.
    func write(_ link: Link) {
        var budget = configuration.writePerWait
        while budget > 0, let socket = link.socket {
            if link.ciphertext.isEmpty, !link.outgoing.isEmpty {
                let chunk = min(link.outgoing.count, receiveBuffer.count)
                guard link.outgoing.withFront(chunk, link.session.write) else {
                    return fail(link, .connectionLost(errno: 0))
                }
                link.outgoing.removeFirst(chunk)
            }
            link.session.takeCiphertext(into: &link.ciphertext, through: &ciphertext)
            guard !link.ciphertext.isEmpty else { return }
            switch link.ciphertext.withFront(budget, socket.send) {
            case .count(let count):
                counters.streamBytesSent += UInt64(count)
                link.ciphertext.removeFirst(count)
                budget -= count
            case .wouldBlock:
                return
            case .failed(let code):
                return fail(link, .connectionLost(errno: code))
            }
        }
    }

    /// Reads lingering connections to their end. What they say no longer counts. `start` is the place of the first in
    /// the poll set; those that began to linger since are not in it.
    func serveLingering(from start: Int) {
        var ended: [Int32] = []
        for (offset, entry) in lingering.enumerated()
        where start + offset < pollSet.count && !pollSet.happened(start + offset).isEmpty {
            switch entry.socket.receive(into: &receiveBuffer) {
            case .count(0), .failed: ended.append(entry.socket.descriptor)
            case .count, .wouldBlock: break
            }
        }
        lingering.removeAll { ended.contains($0.socket.descriptor) }
    }
}
