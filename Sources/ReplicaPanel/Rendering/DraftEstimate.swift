import ReplicaShop

/// What a draft would come to if it were issued now.
struct DraftEstimate: Sendable {
    /// Its lines, in their order, with present prices and rates.
    let lines: [BillLine]
    /// How many pieces of each line's product are in stock.
    let levels: [Int64]
    /// What it all comes to.
    let totals: BillTotals
}
