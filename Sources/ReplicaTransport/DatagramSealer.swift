internal import ReplicaCrypto

/// Seals the datagrams of one direction of one session. Goes to the next key by itself, and never uses a counter twice.
package final class DatagramSealer {
    private var secret: EpochSecret
    private var aead: AEADSealer
    private let epochLimit: UInt64
    private var leftInEpoch: UInt64
    /// The epoch of the last datagram.
    package private(set) var epoch: UInt8 = 0
    private var counter: UInt64 = 0

    /// A sealer at the start of a session; `epochLimit` datagrams (1...2^32) are sealed under each key.
    package init(_ secret: EpochSecret, epochLimit: UInt64) {
        precondition((1...1 << 32).contains(epochLimit), "an epoch of \(epochLimit) datagrams")
        self.secret = secret
        self.epochLimit = epochLimit
        leftInEpoch = epochLimit
        aead = AEADSealer(key: secret.key, nonceBase: secret.nonceBase)
    }

    /// Seals `text` (at most `DatagramHeader.maximumTextByteCount`) into `packet`, which has room for the longest
    /// datagram. Returns the length, or nil when the last key of the session is used up: then only TLS is left.
    package func seal(_ kind: DatagramKind, to sessionID: UInt64, _ text: [UInt8], into packet: inout [UInt8]) -> Int? {
        if leftInEpoch == 0 {
            guard epoch < .max else { return nil }
            epoch += 1
            secret = secret.next
            aead = AEADSealer(key: secret.key, nonceBase: secret.nonceBase)
            leftInEpoch = epochLimit
        }
        leftInEpoch -= 1
        counter += 1
        DatagramHeader(kind: kind, sessionID: sessionID, epoch: epoch, counter: counter).write(to: &packet)
        packet.replaceSubrange(DatagramHeader.byteCount..<DatagramHeader.byteCount + text.count, with: text)
        return aead.seal(
            &packet, headerLength: DatagramHeader.byteCount, textLength: text.count, counter: counter)
    }
}
