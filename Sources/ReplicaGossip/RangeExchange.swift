import ReplicaCRDT
import ReplicaDocuments

/// Finding out which devices' positions another admin lacks, interval by interval: one listing each way is under way.
struct RangeExchange {
    /// The ranges that differ, a bit each.
    var ranges: [UInt8]
    /// Whether this side sends the listings and the other answers.
    var isLeading: Bool
    /// The listing that was sent last, until its answer is here.
    var sent: SpaceListing?
    /// Chains that the other lacks, as found so far.
    var cursors: [ChainName: OutgoingStream.Cursor] = [:]
    /// When it began; a new one may replace it when it takes too long.
    var startedAt: UInt64
}
