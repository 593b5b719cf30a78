import Replica
import ReplicaShop

/// Rows of the feed to be told: as they are, or many summed up in one.
struct FeedRows: Sendable {
    /// Which rows were summed up.
    struct Coalesced: Sendable {
        let count: Int
        let first: UInt64
        let last: UInt64

        /// In the shape of the interface.
        var json: JSON { ["count": JSON(count), "from": JSON(first), "to": JSON(last)] }
    }

    /// The rows, in order.
    let rows: [FeedTransaction]
    /// For readers of views, what each row made of their documents.
    var viewed: [[ViewedDocument]]?
    /// If there is one row for many.
    var coalesced: Coalesced?
    /// The last row that this contains.
    let end: UInt64
}
