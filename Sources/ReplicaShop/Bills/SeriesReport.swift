/// What an auditor wants to know of one number series.
public struct SeriesReport: Hashable, Sendable {
    /// The series reported on.
    public let series: SeriesName
    /// The lowest and the highest number found.
    public let first: BillNumber
    /// The highest number found.
    public let last: BillNumber
    /// How many different numbers were found.
    public let count: Int
    /// How many of them stand on a void bill.
    public let voids: Int
    /// Counters that are missing between 1 and the last, in order.
    public let gaps: [ClosedRange<UInt64>]
    /// Counters that more than one bill bears, in order.
    public let duplicates: [UInt64]
    /// Numbers with an earlier year than a lower number of the series, in order.
    public let backdated: [BillNumber]
    /// The series was closed by a restore, a fork or a lost node: later numbers may exist on paper.
    public let isClosed: Bool

    /// No gap, no duplicate, no year that goes back.
    public var isSound: Bool { gaps.isEmpty && duplicates.isEmpty && backdated.isEmpty }

    /// One sentence for people.
    public var sentence: String {
        let range = "\(series): \(first) to \(last), \(count) numbers, \(voids) void"
        let end = isClosed ? "; closed at \(last.counter); later numbers may exist on paper" : ""
        guard !isSound else { return "\(range), no gap, no duplicate\(end)" }
        let missing = gaps.isEmpty ? "" : ", \(gaps.reduce(0) { $0 + $1.upperBound - $1.lowerBound + 1 }) missing"
        let doubled = duplicates.isEmpty ? "" : ", \(duplicates.count) used twice"
        let backward = backdated.isEmpty ? "" : ", \(backdated.count) with a year that goes back"
        return range + missing + doubled + backward + end
    }
}
