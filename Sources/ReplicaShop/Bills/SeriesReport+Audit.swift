extension SeriesReport {
    /// One bill's number, for the audit.
    public struct Spent: Hashable, Sendable {
        /// The number on the bill.
        public let number: BillNumber
        /// Whether the bill is void; its number stays spent.
        public let isVoid: Bool

        /// The number of one bill.
        public init(_ number: BillNumber, isVoid: Bool = false) {
            self.number = number
            self.isVoid = isVoid
        }
    }

    /// Examines the numbers of all bills, in any order: one report for each series, by name. O(n log n), whatever the
    /// numbers are.
    ///
    /// - Parameters:
    ///   - spent: one element for each bill; a number that occurs twice is a duplicate.
    ///   - closed: the series that were closed by a restore, a fork or a lost node.
    public static func audit(_ spent: [Spent], closed: Set<SeriesName> = []) -> [SeriesReport] {
        let sorted = spent.sorted { $0.number < $1.number }
        return sorted.chunked { $0.number.series == $1.number.series }.map { numbers in
            SeriesReport(numbers, isClosed: closed.contains(numbers[numbers.startIndex].number.series))
        }
    }

    /// The report on the numbers of one series, which are sorted and not empty.
    private init(_ numbers: ArraySlice<Spent>, isClosed: Bool) {
        let bills = numbers.chunked { $0.number.counter == $1.number.counter }
        var gaps: [ClosedRange<UInt64>] = []
        var backdated: [BillNumber] = []
        var expected: UInt64 = 1
        var latestYear = 0
        for same in bills {
            let number = same[same.startIndex].number
            if number.counter > expected { gaps.append(expected...number.counter - 1) }
            expected = number.counter + 1
            backdated += same.map(\.number).filter { $0.year < latestYear }
            latestYear = max(latestYear, same[same.endIndex - 1].number.year)
        }
        series = numbers[numbers.startIndex].number.series
        first = numbers[numbers.startIndex].number
        last = numbers[numbers.endIndex - 1].number
        count = bills.count
        voids = bills.count { same in same.contains(where: \.isVoid) }
        self.gaps = gaps
        duplicates = bills.filter { $0.count > 1 }.map { $0[$0.startIndex].number.counter }
        self.backdated = backdated
        self.isClosed = isClosed
    }
}

extension RandomAccessCollection where Index == Int {
    /// The longest runs of neighbours that belong together.
    fileprivate func chunked(by belongs: (Element, Element) -> Bool) -> [SubSequence] {
        var chunks: [SubSequence] = []
        var start = startIndex
        for index in indices where index > start && !belongs(self[index - 1], self[index]) {
            chunks.append(self[start..<index])
            start = index
        }
        if start < endIndex { chunks.append(self[start..<endIndex]) }
        return chunks
    }
}
