internal import ReplicaCrypto

/// Opens the datagrams of one direction of one session. Knows the keys of the epoch before (for datagrams overtaken by
/// the change), of this epoch and of the next; the first authentic datagram of the next epoch makes it the current one.
package final class DatagramOpener {
    /// What became of a datagram.
    package enum Outcome: Equatable {
        /// Authentic and new: the length of the text, and whether no later counter has been seen.
        case opened(textLength: Int, isNewest: Bool)
        /// Not authentic, or of an epoch that nobody could have reached.
        case forged
        /// Authentic, and seen before or too old to tell.
        case replayed
    }

    private var previous: AEADOpener?
    private var current: AEADOpener
    private var next: AEADOpener
    private var nextSecret: EpochSecret
    private var epoch: UInt8 = 0
    private var window = ReplayWindow()

    /// An opener at the start of a session.
    package init(_ secret: EpochSecret) {
        current = AEADOpener(key: secret.key, nonceBase: secret.nonceBase)
        nextSecret = secret.next
        next = AEADOpener(key: nextSecret.key, nonceBase: nextSecret.nonceBase)
    }

    /// Opens the datagram of `length` bytes at the start of `packet`, whose header the caller has read, into the start
    /// of `text`. Changes nothing unless it is authentic.
    package func open(_ header: DatagramHeader, _ packet: [UInt8], length: Int, into text: inout [UInt8]) -> Outcome {
        let distance = Int(header.epoch) - Int(epoch)
        let aead: AEADOpener
        switch distance {
        case 0: aead = current
        case 1: aead = next
        case -1:
            guard let previous else { return .forged }
            aead = previous
        default: return .forged
        }
        let opened = aead.open(
            packet, packetLength: length, headerLength: DatagramHeader.byteCount, counter: header.counter, into: &text)
        guard let opened else { return .forged }
        guard window.isFresh(header.counter) else { return .replayed }
        let isNewest = window.insert(header.counter)
        if distance == 1 { advance() }
        return .opened(textLength: opened, isNewest: isNewest)
    }

    private func advance() {
        epoch += 1
        previous = current
        current = next
        nextSecret = nextSecret.next
        next = AEADOpener(key: nextSecret.key, nonceBase: nextSecret.nonceBase)
    }
}
