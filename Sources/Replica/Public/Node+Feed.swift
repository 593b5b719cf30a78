import ReplicaDocuments
import ReplicaStorage

extension Node {
    /// The most rows of one page.
    private static let pageRows = 1_024

    /// The number of the feed's last row.
    public func feedPosition() async throws -> UInt64 { try await loop.perform { $0.store.feedSeq } }

    /// The feed after a row: first what is on disk, then what comes, without a gap or a repetition; nil begins with what comes
    /// once somebody reads.
    public func feed(after seq: UInt64? = nil) -> Feed { Feed(node: self, start: seq) }

    /// One page of the feed after a row, from disk; empty at its end. For readers that set their own pace: together with
    /// `changes` no row is missed, and none waits in memory.
    public func feed(after seq: UInt64, limit: Int) async throws -> [FeedTransaction] {
        try await loop.perform { try $0.feedRows(after: seq, limit: min(max(limit, 1), Self.pageRows)) }
    }

    /// The rows of the feed after one, at most `limit` of them, and reads of the moment: if these are all rows that there are, the
    /// snapshot shows the state after the last of them.
    package func read<T: Sendable>(
        feedAfter seq: UInt64, limit: Int, _ body: @escaping @Sendable (Snapshot, [FeedTransaction]) throws -> T
    ) async throws -> T {
        try await loop.perform { core in
            let rows = try core.feedRows(after: seq, limit: min(max(limit, 1), Self.pageRows))
            return try body(Snapshot(store: core.store), rows)
        }
    }

    /// One signal at once, and one after each commit that became visible; signals that nobody takes are merged. Ends when the
    /// node closes.
    public func changes() -> AsyncStream<Void> { signals() }

    /// Calls `receive` with every row from now on, on the node's own thread, at the moment that it becomes visible: the shortest
    /// way to a change. It must return at once. Ends when what is returned is freed.
    public func onChange(_ receive: @escaping @Sendable (FeedTransaction) -> Void) async throws -> Subscription {
        let id = try await loop.perform { core in
            core.feed.listen({ rows in for row in rows { receive(FeedTransaction(row)) } })
        }
        return Subscription { [loop] in
            _ = loop.submit {
                $0.feed.end(id)
                return { _ in }
            }
        }
    }

    /// One signal at once, and one after each commit of which `note` says, on the node's thread, that it matters; signals that
    /// nobody takes are merged. Ends when the node closes; ending it early, by cancellation or by dropping it, frees everything.
    func signals(
        noting note: @escaping @Sendable ([FeedRow]) -> Bool = { _ in true }
    ) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            continuation.yield()
            let accepted = loop.submit { core in
                let id = core.feed.listen(
                    { rows in if note(rows) { continuation.yield() } }, closed: { continuation.finish() })
                continuation.onTermination = { [loop = self.loop] _ in
                    _ = loop.submit {
                        $0.feed.end(id)
                        return { _ in }
                    }
                }
                // Who left before this ran is told of by no termination any more.
                if case .terminated = continuation.yield() { core.feed.end(id) }
                return { _ in }
            }
            if !accepted { continuation.finish() }
        }
    }
}

extension NodeCore {
    /// Rows of the feed after a number, from disk.
    func feedRows(after seq: UInt64, limit: Int) throws(ReplicaError) -> [FeedTransaction] {
        let rows: [StoredFeedRow]
        do throws(StorageError) {
            rows = try file.feed(after: seq, limit: PageLimit(rows: limit, bytes: 4 << 20))
        } catch { throw ReplicaError(error) }
        var result: [FeedTransaction] = []
        for row in rows {
            guard let decoded = try? FeedRow(seq: row.seq, encoded: row.row) else {
                throw .damaged("row \(row.seq) of the feed can't be decoded")
            }
            result.append(FeedTransaction(decoded))
        }
        return result
    }
}
