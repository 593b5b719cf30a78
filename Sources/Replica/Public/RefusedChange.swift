/// A change that arrived, broke a rule, and has no effect anywhere. It is kept, so that people can see who wrote what.
public struct RefusedChange: Sendable {
    /// Its place in this node's log.
    public let order: Int64
    /// Who wrote it: a node's id.
    public let node: String
    /// Who acted.
    public let user: String
    /// When, microseconds since 1970 by the author's clock.
    public let madeAtMicroseconds: UInt64
    /// When it arrived here, milliseconds since 1970.
    public let receivedAtMilliseconds: Int64
    /// Which rule it broke, in words that go on after "refused:".
    public let reason: String
    /// The documents that it would have changed, in the order of writing.
    public let documents: [DocumentReference]
}
