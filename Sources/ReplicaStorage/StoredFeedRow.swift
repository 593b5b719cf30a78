/// One row of the live feed.
package struct StoredFeedRow: Equatable, Sendable {
    /// Its number, ascending, 1...`Int64.max`.
    package var seq: UInt64
    /// The encoded row.
    package var row: [UInt8]

    /// Puts a row together.
    package init(seq: UInt64, row: [UInt8]) {
        self.seq = seq
        self.row = row
    }
}
