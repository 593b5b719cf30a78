package import ReplicaCRDT

/// What the author of a count saw of a counter when the line was scanned; the count is written later, and movements
/// that arrive in between count on top.
package struct CounterScan: Hashable, Sendable {
    /// The sum of all slots but the count.
    package let withoutCount: Int128
    /// The counts seen.
    package let counts: [Dot]

    /// A scan from its parts.
    package init(withoutCount: Int128, counts: [Dot]) {
        self.withoutCount = withoutCount
        self.counts = counts
    }
}
