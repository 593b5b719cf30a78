package import ReplicaCRDT
package import ReplicaDocuments

/// Makes any delta, the forbidden ones too, signed by any key: the pen of a member that breaks the rules.
///
/// It writes the bytes by the drawing of the format and shares no code with the core's encoder, so that each checks the
/// other: what the core makes, the forge must reproduce byte for byte.
package struct DeltaForge: Sendable {
    /// See `Delta`.
    package var space: Space
    /// The author.
    package var replica: ReplicaID
    /// Its number in the chain.
    package var seq: UInt64 = 1
    /// The delta before; written if `seq` is above 1.
    package var previous: DeltaHash?
    /// Microseconds since 1970.
    package var stamp = Stamp(microseconds: 0)
    /// What changed in the author's frontier of the space.
    package var context: [Position] = []
    /// What changed in the author's frontier of `staff`.
    package var staffContext: [Position] = []
    /// Who acted.
    package var user = ""
    /// The action.
    package var operation: OperationID?
    /// The former incarnation's head.
    package var predecessor: Position?
    /// The writes.
    package var changes: [Change] = []
    /// The commit as a whole.
    package var record: CommitRecord?
    /// Additions.
    package var extensions: [Delta.Extension] = []

    /// An empty delta, the first of its chain.
    package init(space: Space, replica: ReplicaID) {
        self.space = space
        self.replica = replica
    }

    /// All that a delta says, to be changed and signed anew.
    package init(_ delta: Delta) {
        space = delta.space
        replica = delta.replica
        seq = delta.seq
        previous = delta.previous
        stamp = delta.stamp
        context = delta.context
        staffContext = delta.staffContext
        user = delta.user
        operation = delta.operation
        predecessor = delta.predecessor
        changes = delta.changes
        record = delta.record
        extensions = delta.extensions
    }

    /// The bytes, signed by `crypto` for a shop.
    package func bytes(shop: ShopID, by crypto: any DeltaCrypto) -> [UInt8] {
        let body = body
        return body + crypto.sign([UInt8]("replica delta 1\n".utf8) + shop.bytes + body)
    }

    /// The delta, signed by `crypto` for a shop, as a receiver reads it.
    package func delta(shop: ShopID, by crypto: any DeltaCrypto) throws(DecodingFailure) -> Delta {
        let bytes = bytes(shop: shop, by: crypto)
        return try Delta(bytes: bytes, hash: crypto.hash(bytes))
    }

    /// The replicas named: the author, then the others ascending.
    private var table: [ReplicaID] {
        var named = Set((context + staffContext).map(\.replica))
        if let operation { named.insert(operation.replica) }
        if let predecessor { named.insert(predecessor.replica) }
        for change in changes { named.formUnion(change.replaces.map(\.replica)) }
        for seen in record?.seen ?? [] { named.insert(seen.position.replica) }
        named.remove(replica)
        return [replica] + named.sorted()
    }

    /// All bytes before the signature.
    package var body: [UInt8] {
        let table = table
        var out: [UInt8] = [1, 1, flags] + bytes(of: space) + varint(table.count)
        for replica in table { out += bytes(of: replica) }
        out += varint(seq)
        if seq > 1 { out += (previous ?? DeltaHash(high: 0, low: 0)).bytes }
        out += varint(stamp.microseconds) + bytes(of: context, table) + bytes(of: staffContext, table) + text(user)
        if let operation {
            out += index(operation.replica, table) + bigEndianBytes(operation.high) + bigEndianBytes(operation.low)
        }
        if let predecessor { out += bytes(of: predecessor, table) }
        out += varint(changes.count)
        for (number, change) in changes.enumerated() {
            let same = number > 0 && changes[number - 1].document == change.document
            out += bytes(of: change, isSameDocument: same, table)
        }
        if let record { out += bytes(of: record, table) }
        if !extensions.isEmpty { out += varint(extensions.count) }
        for item in extensions { out += varint(item.kind) + [item.mustUnderstand ? 1 : 0] + block(item.content) }
        return out
    }

    private var flags: UInt8 {
        (record == nil ? 0 : 1) + (operation == nil ? 0 : 2) + (predecessor == nil ? 0 : 4)
            + (extensions.isEmpty ? 0 : 8)
    }
}
