import Replica
import ReplicaShop

/// What a reader of the feed is told next, from disk and from where it stands: a reader costs no memory while it is slow, however slow
/// it is.
///
/// Rows are told as they are while the reader keeps up. One that is far behind is told in one event what has become of each document,
/// against the state that it knows; one that is too far behind for that is told to look anew. No row is left out without a word.
struct FeedTail: Sendable {
    /// What comes next.
    enum Step: Sendable {
        /// Nothing yet.
        case upToDate
        /// Rows to tell.
        case rows(FeedRows)
        /// The reader can't go on from where it is: it has to look anew, and goes on after `seq`.
        case reset(reason: String, message: String, seq: UInt64)
    }

    /// Why a reader that is too far behind has to look anew.
    static let behind = "behind"
    static let behindText = "More has changed meanwhile than can be summed up."
    /// How many rows are taken at once for summing up and for views.
    private static let gulpRows = 1_024

    let shop: ShopNode
    let request: FeedRequest
    let limits: FeedLimits

    private var views: [(number: Int, view: ShopView)] {
        request.subscriptions.compactMap { subscription in
            (try? subscription.view.get()).map { (subscription.number, $0) }
        }
    }

    /// What comes after a row.
    func step(after last: UInt64) async throws -> Step {
        let head = try await shop.node.feedPosition()
        guard head > last else { return .upToDate }
        if head - last > limits.coalesceBeyond, !request.wantsEvery { return try await summed(after: last) }
        return request.subscriptions.isEmpty ? try await plain(after: last) : try await viewed(after: last)
    }

    private func plain(after last: UInt64) async throws -> Step {
        let page = try await shop.node.feed(after: last, limit: limits.pageRows)
        guard let first = page.first, let end = page.last?.seq else { return .upToDate }
        guard first.seq == last + 1 else { return Self.forgotten(before: first) }
        return .rows(FeedRows(rows: page, end: end))
    }

    /// All rows up to the present, with what each made of the views' documents.
    private func viewed(after last: UInt64) async throws -> Step {
        let (views, today) = (views, shop.today)
        let step = try await shop.node.read(feedAfter: last, limit: Self.gulpRows) { snapshot, rows -> Step? in
            guard let first = rows.first, let end = rows.last?.seq else { return .upToDate }
            guard first.seq == last + 1 else { return Self.forgotten(before: first) }
            guard end == snapshot.feedSeq else { return nil }
            return .rows(
                FeedRows(
                    rows: rows, viewed: ViewedDocument.all(of: rows, in: views, snapshot, today: today), end: end))
        }
        // Rows that are few and very large do not fit into one look either.
        if let step { return step }
        return try await summed(after: last)
    }

    /// All rows up to the present as one.
    private func summed(after last: UInt64) async throws -> Step {
        let (views, today, hasViews) = (views, shop.today, !request.subscriptions.isEmpty)
        // What nobody asked for takes no room.
        let told =
            hasViews ? views.reduce(into: Set<String>()) { $0.formUnion($1.view.collections) } : request.collections
        var digest = FeedDigest(maximumDocuments: limits.coalescedDocuments, collections: told)
        while digest.count <= limits.coalescedRows, !digest.isTooLarge {
            let (cursor, known) = (digest.seq ?? last, digest)
            let (next, step) = try await shop.node.read(feedAfter: cursor, limit: Self.gulpRows) {
                (snapshot, rows) -> (FeedDigest, Step?) in
                if let first = rows.first, first.seq != cursor + 1 { return (known, Self.forgotten(before: first)) }
                var digest = known
                for row in rows { digest.take(row) }
                guard (digest.seq ?? last) == snapshot.feedSeq, !digest.isTooLarge else { return (digest, nil) }
                guard let row = digest.row, let first = digest.first else { return (digest, .upToDate) }
                var told = FeedRows(rows: [row], end: row.seq)
                told.coalesced = .init(count: digest.count, first: first, last: row.seq)
                if hasViews { told.viewed = ViewedDocument.all(of: [row], in: views, snapshot, today: today) }
                return (digest, .rows(told))
            }
            if let step { return step }
            digest = next
        }
        return .reset(
            reason: Self.behind, message: Self.behindText, seq: try await shop.node.feedPosition())
    }

    private static func forgotten(before first: FeedTransaction) -> Step {
        .reset(reason: "forgotten", message: "The node has forgotten older changes.", seq: first.seq - 1)
    }
}
