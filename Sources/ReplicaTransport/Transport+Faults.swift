/// The faults that `TransportFaults` asks for.
extension Transport {
    /// Closes everything at once and without a goodbye, as a pulled cable would.
    func cutOff() {
        for link in links { fail(link, .cut) }
        lingering.removeAll()
        delayedDatagrams.removeAll()
    }

    /// Whether the faults take this datagram, which is being sent or received.
    func losesDatagram() -> Bool {
        guard faults.cut || faults.datagramLoss > 0 else { return false }
        guard faults.cut || Double.random(in: 0..<1, using: &chance) < faults.datagramLoss else { return false }
        counters.datagramsLostByFault += 1
        return true
    }

    /// Holds back the sealed datagram in the buffer, if the faults delay.
    func delaysDatagram(_ count: Int, to address: TransportAddress) -> Bool {
        let jitter = faults.datagramJitterNanoseconds
        guard faults.delayNanoseconds > 0 || jitter > 0 else { return false }
        guard delayedDatagrams.count < configuration.delayedLimit else {
            counters.datagramsLostByFault += 1
            return true
        }
        let due = MonotonicClock.now + faults.delayNanoseconds + UInt64.random(in: 0...jitter, using: &chance)
        let position = delayedDatagrams.lastIndex { $0.due <= due }.map { $0 + 1 } ?? 0
        delayedDatagrams.insert((due, Array(sealed[..<count]), address), at: position)
        return true
    }

    func sendDelayedDatagrams(_ now: UInt64) {
        let due = delayedDatagrams.prefix { $0.due <= now }
        guard !due.isEmpty else { return }
        delayedDatagrams.removeFirst(due.count)
        for (_, bytes, address) in due { _ = transmit(bytes, count: bytes.count, to: address) }
    }

    /// Holds back a frame. Frames stay in order, whatever becomes of the delay meanwhile.
    func delay(_ link: Link, _ bytes: [UInt8]) {
        let due = max(link.delayed.last?.due ?? 0, MonotonicClock.now + faults.delayNanoseconds)
        link.delayed.append((due, bytes))
        link.delayedByteCount += bytes.count
        if link.delayed.count > configuration.delayedLimit { releaseDelayedFrames(link, .max) }
    }

    func releaseDelayedFrames(_ link: Link, _ now: UInt64) {
        let due = link.delayed.prefix { $0.due <= now }
        guard !due.isEmpty else { return }
        link.delayed.removeFirst(due.count)
        for (_, bytes) in due {
            link.delayedByteCount -= bytes.count
            link.outgoing.append(bytes)
        }
        markDirty(link)
    }
}
