extension StorageFile {
    /// The integer of a name; nil if no row uses it.
    func identifier(of name: [UInt8]) throws(StorageError) -> Int64? {
        if let known = names.identifier(of: name) { return known }
        let query = try statement(.nameByBytes)
        defer { query.reset() }
        query.bind(name)
        guard try step(query) else { return nil }
        let found = query.integer(0)
        names.remember(name, as: found)
        return found
    }

    /// The integer of a name, given to it now if it has none. Only inside a transaction.
    func intern(_ name: [UInt8]) throws(SQLiteFailure) -> Int64 {
        if let known = names.identifier(of: name) { return known }
        let query = statements[StorageQuery.nameByBytes.rawValue]
        defer { query.reset() }
        var identifier: Int64
        if try query.bind(name).step() {
            identifier = query.integer(0)
        } else {
            let next = statements[StorageQuery.nextName.rawValue]
            defer { next.reset() }
            _ = try next.step()
            identifier = next.integer(0)
            try statements[StorageQuery.insertName.rawValue]
                .bind(identifier).bind(name).bind(Self.checksum(name: name, identifier: identifier)).run()
        }
        names.remember(name, as: identifier)
        return identifier
    }

    /// The name that an integer stands for.
    func name(_ identifier: Int64) throws(StorageError) -> [UInt8] {
        if let known = names.name(identifier) { return known }
        let query = try statement(.nameByID)
        defer { query.reset() }
        query.bind(identifier)
        guard try step(query) else { throw .damagedRow(table: "name") }
        let bytes = query.bytes(0)
        guard query.integer(1) == Self.checksum(name: bytes, identifier: identifier) else {
            throw .damagedRow(table: "name")
        }
        names.remember(bytes, as: identifier)
        return bytes
    }

    private static func checksum(name: [UInt8], identifier: Int64) -> Int64 {
        var sum = RowChecksum(table: 1)
        sum.add(identifier)
        sum.add(name)
        return sum.value
    }
}
