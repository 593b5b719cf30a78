/// How values become columns: the two parts of a hash, and the checksum of each table's row.
enum StorageRow {
    /// A hash of 32 bytes as its first eight, big-endian, and the rest.
    static func split(_ hash: [UInt8]) -> (head: Int64, tail: [UInt8]) {
        var head: UInt64 = 0
        for byte in hash.prefix(8) { head = head << 8 | UInt64(byte) }
        return (Int64(bitPattern: head), Array(hash.dropFirst(8)))
    }

    /// The reverse of `split`.
    static func join(head: Int64, tail: [UInt8]) -> [UInt8] {
        let bits = UInt64(bitPattern: head)
        return (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) } + tail
    }

    /// Over all of a delta's columns but the body, which its hash covers.
    static func delta(_ delta: StoredDelta, space: Int64, replica: Int64) -> Int64 {
        var sum = RowChecksum(table: 2)
        sum.add(delta.order)
        sum.add(delta.hash)
        sum.add(space)
        sum.add(replica)
        sum.add(Int64(bitPattern: delta.seq))
        sum.add(Int64(delta.verdict))
        sum.add(delta.receivedMilliseconds)
        sum.add(delta.note)
        return sum.value
    }

    /// Over a document's key and state; nil is a document that is not there.
    static func document(_ space: Int64, _ collection: Int64, _ id: [UInt8], _ state: [UInt8]?) -> Int64 {
        var sum = RowChecksum(table: 3)
        sum.add(space)
        sum.add(collection)
        sum.add(id)
        if let state { sum.add(state) } else { sum.add(-1) }
        return sum.value
    }

    /// Over a feed row.
    static func feed(_ row: StoredFeedRow) -> Int64 {
        var sum = RowChecksum(table: 4)
        sum.add(Int64(bitPattern: row.seq))
        sum.add(row.row)
        return sum.value
    }

    /// Over an operation.
    static func operation(_ operation: StoredOperation) -> Int64 {
        var sum = RowChecksum(table: 5)
        sum.add(operation.id)
        sum.add(operation.result)
        return sum.value
    }

    /// Over a record.
    static func record(table: UInt8, key: [UInt8], value: [UInt8]) -> Int64 {
        var sum = RowChecksum(table: 6)
        sum.add(Int64(table))
        sum.add(key)
        sum.add(value)
        return sum.value
    }
}
