/// A stored delta whose row or body no longer matches its name, as far as the row can be read.
package struct DamagedDelta: Equatable, Sendable {
    /// The hash it was stored under, 32 bytes unless that very column is damaged.
    package let hash: [UInt8]
    /// Its place in the take-in order; reading goes on after it.
    package let order: Int64
    /// Its number in its chain; reading a chain goes on after it.
    package let seq: UInt64

    /// Puts a finding together.
    package init(hash: [UInt8], order: Int64, seq: UInt64) {
        self.hash = hash
        self.order = order
        self.seq = seq
    }
}
