package import ReplicaCRDT
package import ReplicaDocuments

/// A named event that a member tells those who are connected: never stored, and lost to who is away. What must outlive the
/// moment is written as a document instead.
///
/// It is signed by its publisher, so that an admin who passes it on can neither change it nor make one up. Its signed bytes,
/// version 1 (integers are LEB128 varints, texts have a varint length):
///
///   01           version
///   space        01 shop, or 02 and 16 bytes: a customer's; never staff, which everybody reads
///   publisher    16
///   id           16, random
///   made at      microseconds since 1970 by the publisher's clock
///   user         text, may be empty
///   name         text: a-z, 0-9, point, hyphen
///   payload      a value
///
/// The signature is over "replica event 1\n", the shop's id (32 bytes) and these bytes.
package struct PassingEvent: Equatable, Sendable {
    /// The version of the bytes.
    package static let version: UInt8 = 1
    /// Bytes of a name.
    package static let nameBytes = 64
    /// Bytes of a payload, as it is encoded.
    package static let payloadBytes = 4_096
    /// Bytes of the signed part: name, payload, user and what stands around them.
    package static let bodyBytes = payloadBytes + 512
    /// Bytes of a signature.
    static let signatureBytes = 64

    /// Who is entitled to it: those that hold this space.
    package let space: Space
    /// Who made it.
    package let publisher: NodeID
    /// Random.
    package let id: UInt128
    /// When, by the publisher's clock, microseconds since 1970.
    package let madeAtMicroseconds: UInt64
    /// Who acted; may be empty.
    package let user: String
    /// What it is called.
    package let name: String
    /// What it says.
    package let payload: Value
    /// The signed bytes.
    package let body: [UInt8]
    /// The publisher's.
    package let signature: [UInt8]

    /// Makes and signs an event. Its parts must be within the limits.
    package init(
        space: Space, publisher: NodeID, id: UInt128, madeAtMicroseconds: UInt64, user: String, name: String,
        payload: Value, shop: ShopID, sign: ([UInt8]) -> [UInt8]
    ) {
        self.space = space
        self.publisher = publisher
        self.id = id
        self.madeAtMicroseconds = madeAtMicroseconds
        self.user = user
        self.name = name
        self.payload = payload
        var writer = ByteWriter(capacity: 256)
        writer.byte(Self.version)
        space.encode(into: &writer)
        writer.raw(publisher.bytes)
        writer.fixed128(id)
        writer.varint(madeAtMicroseconds)
        writer.text(user)
        writer.text(name)
        payload.encode(into: &writer)
        body = writer.bytes
        signature = sign(Self.signedMessage(body, shop: shop))
    }

    /// What is signed.
    package func signedMessage(shop: ShopID) -> [UInt8] { Self.signedMessage(body, shop: shop) }

    private static func signedMessage(_ body: [UInt8], shop: ShopID) -> [UInt8] {
        var writer = ByteWriter(capacity: body.count + 48)
        writer.raw("replica event 1\n".utf8)
        writer.raw(shop.bytes)
        writer.raw(body)
        return writer.bytes
    }

    /// Whether a text may name an event: 1 to 64 of `a-z`, `0-9`, `.`, `-`.
    package static func isName(_ text: String) -> Bool {
        let utf8 = text.utf8
        return !utf8.isEmpty && utf8.count <= nameBytes
            && utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
    }

    /// How many bytes a payload has as it is encoded; nil if it can't be encoded at all.
    package static func bytes(of payload: Value) -> Int? {
        guard payload.isEncodable else { return nil }
        var writer = ByteWriter(capacity: 256)
        payload.encode(into: &writer)
        return writer.bytes.count
    }

    /// Reads what stands in a message; the signature is not checked here.
    init(from reader: inout ByteReader) throws(DecodingFailure) {
        body = try reader.block(limit: Self.bodyBytes)
        signature = try reader.raw(Self.signatureBytes)
        var inner = ByteReader(body)
        guard try inner.byte() == Self.version else { throw .unsupported("event version") }
        space = try Space(from: &inner)
        guard space != .staff else { throw .malformed("an event's space", offset: 1) }
        publisher = try NodeID(from: &inner)
        id = try inner.fixed128()
        madeAtMicroseconds = try inner.varint()
        user = try inner.text(limit: FormatLimits.userBytes)
        guard user.isEmpty || FormatLimits.isName(user, limit: FormatLimits.userBytes) else {
            throw .malformed("an event's user", offset: inner.offset)
        }
        name = try inner.text(limit: Self.nameBytes)
        guard Self.isName(name) else { throw .malformed("an event's name", offset: inner.offset) }
        guard inner.remaining <= Self.payloadBytes else { throw .limit("an event's payload", offset: inner.offset) }
        payload = try Value(from: &inner)
        try inner.finish()
    }

    /// Appends what stands in a message.
    func encode(into writer: inout ByteWriter) {
        writer.block(body)
        writer.raw(signature)
    }
}
