import ReplicaCRDT
package import ReplicaDocuments

/// A node's disk: takes the core's `DurableWrites` as transactions, keeps every row as plain bytes, and answers as the log.
///
/// A transaction that was written survives the process (SQLite's synchronous=NORMAL in WAL mode); one that was synced
/// also survives the machine. `losePower` takes back, newest first, what was written since the last sync.
package final class SimulatedDisk: Archive {
    struct Name: Hashable {
        let space: [UInt8]
        let replica: [UInt8]
        let seq: UInt64
    }

    struct RecordName: Hashable, Comparable {
        let table: RecordTable
        let key: [UInt8]

        static func < (left: RecordName, right: RecordName) -> Bool {
            left.table == right.table
                ? left.key.lexicographicallyPrecedes(right.key) : left.table.rawValue < right.table.rawValue
        }
    }

    /// How one row stood before a transaction.
    enum Former {
        case delta([UInt8], DurableWrites.DeltaRow?)
        case touched(DocumentAddress, [Int64])
        case counted(Name, [UInt8]?)
        case document(DocumentAddress, [UInt8]?)
        case feed(UInt64)
        case operation([UInt8], [UInt8]?)
        case record(RecordName, [UInt8]?)
    }

    /// Deltas by hash.
    var deltas: [[UInt8]: DurableWrites.DeltaRow] = [:]
    /// Which delta counts under a name.
    var counted: [Name: [UInt8]] = [:]
    /// Hashes by order number; an order number is never used twice.
    var places: [Int64: [UInt8]] = [:]
    /// Order numbers, ascending; some may have no hash any more.
    private(set) var orders: [Int64] = []
    /// Order numbers of the deltas that touched a document, ascending.
    var touches: [DocumentAddress: [Int64]] = [:]
    var documents: [DocumentAddress: [UInt8]] = [:]
    /// Rows 1, 2, 3, …
    var feed: [[UInt8]] = []
    var operations: [[UInt8]: [UInt8]] = [:]
    var records: [RecordName: [UInt8]] = [:]
    private var undo: [Former] = []

    /// How many reads fail from now on: an I/O error each.
    package var readsToFail = 0
    let crypto: SimulatedCrypto

    /// An empty disk.
    package init(crypto: SimulatedCrypto) { self.crypto = crypto }

    /// What a copy of the data directory would hold: only what was synced, as after a power cut.
    package func backup() -> SimulatedDisk {
        let copy = SimulatedDisk(crypto: crypto)
        copy.deltas = deltas
        copy.counted = counted
        copy.places = places
        copy.orders = orders
        copy.touches = touches
        copy.documents = documents
        copy.feed = feed
        copy.operations = operations
        copy.records = records
        copy.undo = undo
        copy.losePower()
        return copy
    }

    /// One transaction: all of it is there after the call.
    package func write(_ writes: DurableWrites) {
        for hash in writes.droppedDeltas { store(delta: nil, hash: hash) }
        for row in writes.deltas { store(delta: row, hash: row.hash) }
        for row in writes.documents {
            undo.append(.document(row.address, documents[row.address]))
            documents[row.address] = row.state
        }
        for item in writes.feed {
            precondition(item.seq == UInt64(feed.count) + 1, "feed row \(item.seq) after \(feed.count)")
            undo.append(.feed(item.seq))
            feed.append(item.row)
        }
        for row in writes.operations {
            undo.append(.operation(row.id, operations[row.id]))
            operations[row.id] = row.result
        }
        for row in writes.records {
            let name = RecordName(table: row.table, key: row.key)
            undo.append(.record(name, records[name]))
            records[name] = row.value
        }
    }

    /// Makes all that was written survive a power cut.
    package func sync() { undo = [] }

    /// Takes back what was not synced.
    package func losePower() {
        for former in undo.reversed() { takeBack(former) }
        undo = []
    }

    private func store(delta row: DurableWrites.DeltaRow?, hash: [UInt8]) {
        let former = deltas[hash]
        undo.append(.delta(hash, former))
        if let former { places[former.order] = nil }
        deltas[hash] = row
        guard let row else { return }
        precondition(places[row.order] == nil, "order number \(row.order) is used twice")
        place(hash, at: row.order)
        if row.verdict == .applied || row.verdict == .void {
            let name = Name(space: row.space, replica: row.replica, seq: row.seq)
            undo.append(.counted(name, counted[name]))
            counted[name] = hash
        }
        guard row.verdict == .applied else { return }
        for address in row.touched {
            undo.append(.touched(address, touches[address] ?? []))
            touches[address, default: []].append(row.order)
        }
    }

    private func place(_ hash: [UInt8], at order: Int64) {
        places[order] = hash
        let at = orders.firstIndex(after: order - 1)
        if at == orders.count || orders[at] != order { orders.insert(order, at: at) }
    }

    private func takeBack(_ former: Former) {
        switch former {
        case .delta(let hash, let row):
            if let now = deltas[hash] { places[now.order] = nil }
            deltas[hash] = row
            if let row { place(hash, at: row.order) }
        case .touched(let address, let orders): touches[address] = orders
        case .counted(let name, let hash): counted[name] = hash
        case .document(let address, let state): documents[address] = state
        case .feed: feed.removeLast()
        case .operation(let id, let result): operations[id] = result
        case .record(let name, let value): records[name] = value
        }
    }
}

extension [Int64] {
    /// The index of the first number above one; binary search.
    func firstIndex(after number: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
