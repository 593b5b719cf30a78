/// A small keyed value: positions, acknowledgements, addresses, invitations and the like.
package struct StoredRecord: Equatable, Sendable {
    /// Which table of records, as the caller numbers them.
    package var table: UInt8
    /// The key in that table.
    package var key: [UInt8]
    /// The value; nil removes the record.
    package var value: [UInt8]?

    /// Puts a record together.
    package init(table: UInt8, key: [UInt8], value: [UInt8]?) {
        self.table = table
        self.key = key
        self.value = value
    }
}
