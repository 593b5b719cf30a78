import Foundation
import Replica
import Testing

/// Documents as they were, against what was read at the time.
@Suite struct PastDocumentsTests {
    /// What documents show, by id and path.
    private typealias Shown = [String: [String: String]]

    private static func shown(_ documents: [DocumentView]) -> Shown {
        var shown = Shown()
        for document in documents {
            shown[document.id] = Dictionary(
                uniqueKeysWithValues: document.paths.map { ($0, "\(document[$0] ?? .null)") })
        }
        return shown
    }

    private static func refer(_ id: String) -> DocumentReference { DocumentReference(.shop, "item", id) }

    /// Writes something: a new item, a change of any kind of field, a deletion, several at once.
    private static func act(_ dice: inout SplitMix, _ ids: [String], _ gone: Set<String>)
        -> @Sendable (inout Transaction) throws -> Void
    {
        let (action, id, number) = (dice.next() % 6, ids[Int(dice.next() % UInt64(ids.count))], Int(dice.next() % 9))
        return { tx in
            let reference = refer(id)
            // An id that was deleted is never used again: the transaction then changes nothing.
            if gone.contains(id) { return }
            guard tx.document(reference) != nil else {
                var item = Item.sample("S-\(number)", stock: number)
                item.id = DocumentID(id)
                return try tx.insert(item)
            }
            switch action {
            case 0: try tx.delete(reference)
            case 1: try tx.set(reference, "note", to: .text("note \(number)"))
            case 2: try tx.add(reference, "stock", Int64(number) - 4)
            case 3:
                try tx.set(reference, "threshold", to: .integer(Int64(number)))
                try tx.add(reference, "stock", 1)
            default: try tx.set(reference, "name", to: .text("name \(number)"))
            }
        }
    }

    @Test func `rows undone from the present lead back to what was read then`() async throws {
        let item = try await TypedNode()
        let ids = (0..<8).map { _ in DocumentID().text }
        let start = try await item.node.feedPosition()
        var dice = SplitMix(state: 11)
        var gone: Set<String> = []
        var history: [UInt64: Shown] = [start: [:]]
        for _ in 0..<60 {
            try await item.node.write(Self.act(&dice, ids, gone))
            let (seq, shown) = try await item.node.read { ($0.feedSeq, Self.shown($0.documents("item"))) }
            gone.formUnion(Set(history.values.flatMap(\.keys)).subtracting(shown.keys))
            history[seq] = shown
        }
        let told = history
        let wrong = try await item.node.read(feedAfter: start, limit: 1_000) { snapshot, rows in
            var past = PastDocuments(snapshot)
            var wrong: [UInt64] = []
            for row in rows.reversed() {
                if Self.shown(ids.compactMap { past.document(Self.refer($0)) }) != told[row.seq] {
                    wrong.append(row.seq)
                }
                past.undo(row)
            }
            if !ids.allSatisfy({ past.document(Self.refer($0)) == nil }) { wrong.append(start) }
            return wrong
        }
        #expect(wrong == [])
        // The same in one step, with all rows as one.
        let (count, isBack) = try await item.node.read(feedAfter: start, limit: 1_000) { snapshot, rows in
            var digest = FeedDigest(maximumDocuments: 10)
            for row in rows { digest.take(row) }
            var past = PastDocuments(snapshot)
            let row = try #require(digest.row)
            past.undo(row)
            return (digest.count, ids.allSatisfy { past.document(Self.refer($0)) == nil })
        }
        #expect(count == told.count - 1 && isBack)
        await item.node.close()
    }
}

/// A seeded generator.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
