/// What the bills' numbers prove.
public struct NumbersAudit: Hashable, Sendable {
    /// A series whose own record of its last number is not the last number found.
    public struct Discrepancy: Hashable, Sendable {
        /// The series.
        public let series: SeriesName
        /// What the series' document says.
        public let recorded: BillNumber?
        /// The last number on a bill.
        public let found: BillNumber?
    }

    /// One report for each series, by name.
    public let series: [SeriesReport]
    /// Series whose record and bills differ.
    public let discrepancies: [Discrepancy]
    /// How many bills bear the numbers.
    public let bills: Int

    /// No gap, no duplicate, no year that goes back, and each series' record is its last number.
    public var isSound: Bool { discrepancies.isEmpty && series.allSatisfy(\.isSound) }
}
