import Replica

extension ShopNode {
    /// Proves that each number series has no gap and no duplicate, or says exactly what is wrong. Needs all spaces: an admin's
    /// node.
    ///
    /// - Parameter closed: series known to be closed besides those whose writer goes on under another name, as of a lost computer.
    public func auditNumbers(closed: Set<SeriesName> = []) async throws -> NumbersAudit {
        guard node.isAdmin else { throw ShopError.trade(.adminsOnly("audit the numbers")) }
        let (records, series) = try await node.read { [projections] snapshot in
            (
                Array(projections.bills.records(snapshot).values),
                snapshot.documents(ShopCollection.series, in: .shop)
            )
        }
        let claims = series.compactMap(SeriesClaim.init)
        let reports = SeriesReport.audit(
            records.map { .init($0.number, isVoid: $0.state == .void) },
            closed: closed.union(SeriesClaim.closed(claims)))
        let last = Dictionary(uniqueKeysWithValues: reports.map { ($0.series, $0.last) })
        let recorded = Dictionary(claims.map { ($0.name, $0.last) }) { one, _ in one }
        let discrepancies = Set(last.keys).union(recorded.keys).sorted().compactMap {
            name -> NumbersAudit.Discrepancy? in
            let (found, noted) = (last[name], recorded[name] ?? nil)
            return found == noted ? nil : .init(series: name, recorded: noted, found: found)
        }
        return NumbersAudit(series: reports, discrepancies: discrepancies, bills: records.count)
    }

    /// Proves that every level equals its ledger, or gives the exact differences.
    public func auditStock() async throws -> StockAudit {
        guard node.isAdmin else { throw ShopError.trade(.adminsOnly("audit the stock")) }
        return try await node.read { StockAuditor($0).audit() }
    }
}

/// Who writes a series, and how far it is.
struct SeriesClaim: Sendable {
    let name: SeriesName
    let replica: String
    let last: BillNumber?
    let atMicroseconds: UInt64

    init?(_ document: DocumentView) {
        guard let name = try? SeriesName(parsing: document.id), let replica = document["replica"]?.text else {
            return nil
        }
        self.name = name
        self.replica = replica
        last = document["last"]?.text.flatMap { try? BillNumber(parsing: $0) }
        atMicroseconds = document.changedAtMicroseconds
    }

    /// Of one node's series all but the one that changed last: it goes on under another name.
    static func closed(_ claims: [SeriesClaim]) -> Set<SeriesName> {
        var closed: Set<SeriesName> = []
        for (_, ofNode) in Dictionary(grouping: claims, by: { $0.replica.prefix(32) }) where ofNode.count > 1 {
            let last = ofNode.max { ($0.atMicroseconds, $0.name) < ($1.atMicroseconds, $1.name) }
            closed.formUnion(ofNode.map(\.name).filter { $0 != last?.name })
        }
        return closed
    }
}
