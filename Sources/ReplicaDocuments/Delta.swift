package import ReplicaCRDT

/// One commit's part in one space: signed by its author, chained to the author's previous delta there, and carried as the
/// very bytes that were signed. Two deltas are the same when their hashes are.
///
/// Never changed once made, and handed on at every step of its way: a class, because a copy of a struct with so many fields
/// retains and releases each of them.
package final class Delta: Sendable {
    /// An addition of a later version of the format.
    package struct Extension: Hashable, Sendable {
        /// Which extension.
        package let kind: UInt64
        /// Whether a program that does not know it must wait.
        package let mustUnderstand: Bool
        /// Its content.
        package let content: [UInt8]

        /// An extension from its fields.
        package init(kind: UInt64, mustUnderstand: Bool, content: [UInt8]) {
            self.kind = kind
            self.mustUnderstand = mustUnderstand
            self.content = content
        }
    }

    /// Where it is replicated.
    package let space: Space
    /// Its author.
    package let replica: ReplicaID
    /// 1, 2, 3, … in the author's chain of this space.
    package let seq: UInt64
    /// The hash of the author's previous delta in this space; nil for the first.
    package let previous: DeltaHash?
    /// Decides ties.
    package let stamp: Stamp
    /// What changed in the author's frontier of this space since its previous delta here (its own chain aside).
    package let context: [Position]
    /// What changed in the author's frontier of `staff`; empty in `staff` itself.
    package let staffContext: [Position]
    /// Who acted, as the author's node says.
    package let user: String
    /// The action this was made for.
    package let operation: OperationID?
    /// In the first delta of a later incarnation: the head known of the predecessor.
    package let predecessor: Position?
    /// The writes.
    package let changes: [Change]
    /// The commit as a whole; in `shop` only.
    package let record: CommitRecord?
    /// Additions of later versions.
    package let extensions: [Extension]
    /// All bytes, signature included.
    package let bytes: [UInt8]
    /// Names the content.
    package let hash: DeltaHash

    /// What a draft says, as these bytes.
    init(_ draft: DeltaDraft, bytes: [UInt8], hash: DeltaHash) {
        space = draft.space
        replica = draft.replica
        seq = draft.seq
        previous = draft.previous
        stamp = draft.stamp
        context = draft.context
        staffContext = draft.staffContext
        user = draft.user
        operation = draft.operation
        predecessor = draft.predecessor
        changes = draft.changes
        record = draft.record
        extensions = draft.extensions
        self.bytes = bytes
        self.hash = hash
    }

    /// Reads a delta from bytes that may be hostile. `hash` is the hash of these very bytes. Checks the form alone: whether
    /// it is signed by its author, and what it may do, is for `DocumentStore` to judge.
    package init(bytes: [UInt8], hash: DeltaHash) throws(DecodingFailure) {
        guard bytes.count <= FormatLimits.deltaBytes else { throw .limit("delta of \(bytes.count) bytes", offset: 0) }
        guard bytes.count > Delta.signatureLength else { throw .truncated(offset: bytes.count) }
        var reader = ByteReader(bytes)
        let (version, suite, flags) = (try reader.byte(), try reader.byte(), try reader.byte())
        guard version == Delta.version else { throw .unsupported("delta version \(version)") }
        guard suite == Delta.suite else { throw .unsupported("suite \(suite)") }
        guard flags & ~Flags.all == 0 else { throw .unsupported("flags \(flags)") }
        let space = try Space(from: &reader)
        let table = try ReplicaTable(from: &reader)
        let seq = try reader.varint()
        guard seq > 0, seq <= UInt64(Int64.max) else { throw .malformed("seq", offset: reader.offset) }
        let previous = seq > 1 ? try DeltaHash(from: &reader) : nil
        self.space = space
        replica = table.replicas[0]
        self.seq = seq
        self.previous = previous
        stamp = Stamp(microseconds: try reader.varint())
        context = try Delta.positions(from: &reader, table)
        staffContext = try Delta.positions(from: &reader, table)
        user = try reader.text(limit: FormatLimits.userBytes)
        operation = flags & Flags.operation == 0 ? nil : try Delta.operation(from: &reader, table)
        predecessor = flags & Flags.predecessor == 0 ? nil : try Delta.position(from: &reader, table)
        changes = try Delta.changes(from: &reader, table)
        record = flags & Flags.record == 0 ? nil : try Delta.record(from: &reader, table)
        extensions = flags & Flags.extensions == 0 ? [] : try Delta.extensions(from: &reader)
        guard reader.remaining == Delta.signatureLength else { throw .malformed("length", offset: reader.offset) }
        self.bytes = bytes
        self.hash = hash
        guard space != .staff || staffContext.isEmpty else { throw .malformed("staff context in staff", offset: 0) }
        guard space == .shop || record == nil else { throw .malformed("commit record outside shop", offset: 0) }
    }

    /// Where this delta stands in its author's chain.
    package var position: Position { Position(replica: replica, seq: seq, hash: hash) }

    /// The name of the entry that a change makes.
    package func entryName(_ index: Int) -> EntryName {
        EntryName(dot: Dot(replica: replica, seq: seq, index: UInt32(index)), hash: hash)
    }

    /// The signature: the last 64 bytes.
    package var signature: [UInt8] { Array(bytes.suffix(Delta.signatureLength)) }

    /// The message that is signed in a shop: a domain string, the shop's id and all bytes before the signature.
    package func signedMessage(shop: ShopID) -> [UInt8] {
        Delta.signedMessage(body: bytes.dropLast(Delta.signatureLength), shop: shop)
    }

    static func signedMessage(body: some Collection<UInt8>, shop: ShopID) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(64 + body.count)
        message.append(contentsOf: "replica delta 1\n".utf8)
        message.append(contentsOf: shop.bytes)
        message.append(contentsOf: body)
        return message
    }

    /// Bytes of an Ed25519 signature (RFC 8032, section 5.1.6).
    package static let signatureLength = 64
}

extension Delta: Equatable {
    package static func == (left: Delta, right: Delta) -> Bool { left.hash == right.hash && left.bytes == right.bytes }
}
