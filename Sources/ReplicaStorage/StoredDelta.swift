/// One delta as the log keeps it.
package struct StoredDelta: Equatable, Sendable {
    /// The digest of `body`, 32 bytes: its name.
    package var hash: [UInt8]
    /// The space it belongs to.
    package var space: [UInt8]
    /// The replica that wrote it.
    package var replica: [UInt8]
    /// Its number in its replica's chain in that space, 1...`Int64.max`. Two deltas may share it (a fork).
    package var seq: UInt64
    /// Its place in the take-in order, above 0, assigned ascending by the caller and never used twice.
    package var order: Int64
    /// What the node made of it. 0 is the verdict of nearly all; the others are indexed, to be found without a scan.
    package var verdict: UInt8
    /// When it arrived here, in milliseconds since 1970.
    package var receivedMilliseconds: Int64
    /// What the node wants to remember beside the verdict.
    package var note: [UInt8]
    /// The signed, encoded delta.
    package var body: [UInt8]

    /// Puts a delta together; nothing is checked before it is committed.
    package init(
        hash: [UInt8], space: [UInt8], replica: [UInt8], seq: UInt64, order: Int64, verdict: UInt8,
        receivedMilliseconds: Int64, note: [UInt8], body: [UInt8]
    ) {
        self.hash = hash
        self.space = space
        self.replica = replica
        self.seq = seq
        self.order = order
        self.verdict = verdict
        self.receivedMilliseconds = receivedMilliseconds
        self.note = note
        self.body = body
    }
}
