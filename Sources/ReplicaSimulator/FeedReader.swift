import ReplicaCRDT
import ReplicaDocuments

/// A reader of a node's feed that keeps what each field showed last, as a panel does.
struct FeedReader {
    /// The number of the last row read.
    private(set) var last: UInt64 = 0
    private var shown: [DocumentAddress: [String: Value]] = [:]

    /// Takes rows in; returns what is wrong with them.
    mutating func read(_ rows: [FeedRow]) -> [String] {
        var broken: [String] = []
        for row in rows {
            if row.seq != last + 1 { broken.append("feed: row \(row.seq) after \(last)") }
            last = row.seq
            for document in row.documents {
                if document.isNew != (shown[document.address] == nil) {
                    broken.append("feed: \(document.address.key) is new: \(document.isNew)")
                }
                for field in document.fields {
                    if shown[document.address]?[field.path] != field.before {
                        broken.append("feed: before of \(document.address.key).\(field.path)")
                    }
                    shown[document.address, default: [:]][field.path] = field.after
                }
            }
        }
        return broken
    }

    /// Starts again from a snapshot.
    mutating func reset(to view: StoreView, at seq: UInt64) {
        last = seq
        shown = [:]
        for line in view.lines { shown[line.address, default: [:]][line.path] = line.shown }
    }

    /// Whether what was read is what the store shows.
    func agrees(with view: StoreView) -> Bool {
        var count = 0
        for line in view.lines {
            guard shown[line.address]?[line.path] == line.shown else { return false }
            count += 1
        }
        return count == shown.values.reduce(0) { $0 + $1.count }
    }
}
