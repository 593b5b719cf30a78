package import ReplicaCRDT

/// One commit's part in one space: signed by its author, chained to the author's previous delta there, and carried as the
/// very bytes that were signed. Two deltas are the same when their hashes are.
package struct Delta: Sendable {
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
