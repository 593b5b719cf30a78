import ReplicaCRDT
import ReplicaDocuments

/// What one peer lacks, on its way: chains with a first and a last number each, read from the log in the own order of
/// application, so that the receiver can take in each delta as it comes. Frames wait for the receiver within a window.
struct OutgoingStream {
    /// What is still to be sent of one chain.
    struct Cursor {
        var next: UInt64
        let goal: UInt64
        /// The order number of the next one, if it was looked up.
        var order: Int64?
    }

    /// A frame that the receiver has not taken in yet.
    struct Frame {
        let number: UInt64
        let bytes: Int
    }

    /// Deltas read from the log at a time.
    static let page = 256

    var cursors: [ChainName: Cursor]
    /// Hashes that the receiver has waiting.
    let theirWaiting: Set<DeltaHash>
    /// Read from the log, not looked at yet.
    var read: ArraySlice<ArchivedDelta> = []
    /// Parts in customers' spaces that came by in the log, until the `shop` part that names them does.
    var parts: [DeltaHash: Delta] = [:]
    /// To be sent next, before anything else.
    var ready: ArraySlice<Delta> = []
    /// What waits here and is passed on after everything applied.
    var waiting: ArraySlice<Delta>
    /// Frames made.
    var frames: UInt64 = 0
    /// Frames under way.
    var unanswered: [Frame] = []
    /// Whether the last frame has been made.
    var isComplete = false

    init(cursors: [ChainName: Cursor], theirWaiting: Set<DeltaHash>, waiting: [Delta]) {
        self.cursors = cursors
        self.theirWaiting = theirWaiting
        self.waiting = waiting[...]
    }

    /// Bytes under way.
    var unansweredBytes: Int { unanswered.reduce(0) { $0 + $1.bytes } }

    /// Takes note that the receiver has taken frames in.
    mutating func answered(through number: UInt64) {
        unanswered.removeAll { $0.number <= number }
    }

    /// The next delta that the log has for the receiver; nil at the end.
    mutating func next(from archive: any Archive) throws(ArchiveFailure) -> Delta? {
        while true {
            if let delta = ready.popFirst() { return delta }
            if read.isEmpty, try !readOn(archive) { return nil }
            guard let entry = read.popFirst() else { continue }
            try look(at: entry.delta, archive)
        }
    }

    /// Reads the page at which the first missing delta stands; false if nothing is missing any more.
    private mutating func readOn(_ archive: any Archive) throws(ArchiveFailure) -> Bool {
        var first: (order: Int64, name: ChainName)?
        for (name, cursor) in cursors {
            var cursor = cursor
            if cursor.order == nil {
                guard let order = try archive.order(name.space, name.replica, cursor.next) else {
                    cursors[name] = nil
                    continue
                }
                cursor.order = order
                cursors[name] = cursor
            }
            if let order = cursor.order, first.map({ order < $0.order }) ?? true { first = (order, name) }
        }
        guard let first else { return false }
        parts = [:]
        read = try archive.log(after: first.order - 1, limit: Self.page)[...]
        guard read.first?.order == first.order else {
            cursors[first.name] = nil
            read = []
            return true
        }
        return true
    }

    private mutating func look(at delta: Delta, _ archive: any Archive) throws(ArchiveFailure) {
        let name = ChainName(space: delta.space, replica: delta.replica)
        guard var cursor = cursors[name], cursor.next == delta.seq else {
            if delta.space.kind == .customer { parts[delta.hash] = delta }
            return
        }
        cursor.next += 1
        cursor.order = nil
        cursors[name] = cursor.next > cursor.goal ? nil : cursor
        for part in delta.record?.parts ?? [] where part.space.kind == .customer {
            guard !theirWaiting.contains(part.hash) else { continue }
            if let held = parts.removeValue(forKey: part.hash) {
                ready.append(held)
            } else if let order = try archive.order(part.space, delta.replica, part.seq),
                let found = try archive.log(after: order - 1, limit: 1).first?.delta, found.hash == part.hash
            {
                ready.append(found)
            }
        }
        if !theirWaiting.contains(delta.hash) { ready.append(delta) }
    }
}
