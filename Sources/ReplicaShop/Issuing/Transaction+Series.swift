import Replica

// A number is spent in the same durable commit as the bill that bears it. The series' document names its one writer and
// the last number; a replica that finds its name claimed by another (its own former incarnation, before a restore) takes the
// name with some of its random bits added.

extension Transaction {
    /// This replica's number series, claimed for it.
    mutating func ownSeries() throws -> SeriesName {
        guard !series.isEmpty else { throw ShopError.trade(.noSeries) }
        let given = try SeriesName(parsing: series)
        if try claims(given) { return given }
        let random = replica.suffix(16).reduce(UInt64(0)) { $0 << 4 | UInt64($1.hexDigitValue ?? 0) }
        let own = try given.incarnation(random: random)
        guard try claims(own) else { throw ShopError.trade(.noSeries) }
        return own
    }

    /// Whether the series is this replica's; claims it if nobody has it.
    private mutating func claims(_ name: SeriesName) throws -> Bool {
        let reference = Self.series(name)
        guard let document = document(reference) else {
            try set(reference, "replica", to: .text(replica))
            return true
        }
        return document["replica"] == .text(replica)
    }

    /// The next number of this replica's series, spent.
    mutating func spendNumber(on today: Day) throws -> BillNumber {
        let name = try ownSeries()
        let reference = Self.series(name)
        let last = try document(reference)?["last"]?.text.map { try BillNumber(parsing: $0) }
        let number = try BillNumber.next(after: last, in: name, today: today)
        try set(reference, "last", to: .text(number.description))
        return number
    }

    private static func series(_ name: SeriesName) -> DocumentReference {
        DocumentReference(.shop, ShopCollection.series, name.description)
    }
}
