/// What a commit made.
package struct CommitReceipt: Sendable {
    /// Its deltas, the `shop` part last.
    package let deltas: [Delta]
    /// The number of its row in this node's feed.
    package let feedSeq: UInt64
}
