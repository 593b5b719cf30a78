package import ReplicaCRDT
package import ReplicaDocuments

/// The positions of customers' devices in an interval of space ids, between admins whose ranges differ. The first sender lists
/// all its spaces of the differing ranges in the interval; the answer lists those that differ from it, also one that
/// the answerer does not have at all, and may end earlier: the next listing then begins there.
package struct SpaceListing: Equatable, Sendable {
    /// One space.
    package struct Item: Equatable, Sendable {
        /// Which.
        package var space: CustomerSpaceID
        /// The heads of its devices.
        package var frontier: Frontier

        /// An item from its fields.
        package init(space: CustomerSpaceID, frontier: Frontier) {
            self.space = space
            self.frontier = frontier
        }
    }

    /// Whether it answers a listing of the same interval.
    package var isAnswer: Bool
    /// The ranges (first bytes of ids) that differ: 256 bits, range 0 the lowest bit of the first byte.
    package var ranges: [UInt8]
    /// The interval starts after this id; nil for the start.
    package var after: CustomerSpaceID?
    /// The interval's last id; nil for the end.
    package var through: CustomerSpaceID?
    /// The spaces, ascending.
    package var items: [Item]

    /// A listing from its fields.
    package init(
        isAnswer: Bool, ranges: [UInt8], after: CustomerSpaceID?, through: CustomerSpaceID?, items: [Item]
    ) {
        self.isAnswer = isAnswer
        self.ranges = ranges
        self.after = after
        self.through = through
        self.items = items
    }

    /// Whether a space belongs to the listing's ranges and interval.
    package func covers(_ space: CustomerSpaceID) -> Bool {
        let range = Int(space.high >> 56)
        guard ranges[range / 8] >> UInt8(range % 8) & 1 == 1 else { return false }
        if let after, space <= after { return false }
        if let through, through < space { return false }
        return true
    }

    func encode(into writer: inout ByteWriter) {
        writer.byte((isAnswer ? 1 : 0) | (after == nil ? 0 : 2) | (through == nil ? 0 : 4))
        writer.raw(ranges)
        for bound in [after, through] {
            guard let bound else { continue }
            writer.fixed64(bound.high)
            writer.fixed64(bound.low)
        }
        writer.count(items.count)
        for item in items {
            writer.fixed64(item.space.high)
            writer.fixed64(item.space.low)
            item.frontier.encode(into: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(DecodingFailure) {
        let start = reader.offset
        let flags = try reader.byte()
        guard flags < 8 else { throw .malformed("listing", offset: start) }
        isAnswer = flags & 1 != 0
        ranges = try reader.raw(MessageLimits.ranges / 8)
        after = flags & 2 == 0 ? nil : try Self.id(from: &reader)
        through = flags & 4 == 0 ? nil : try Self.id(from: &reader)
        items = []
        for _ in 0..<(try reader.count(limit: MessageLimits.spaces)) {
            let item = reader.offset
            let space = try Self.id(from: &reader)
            let frontier = try Frontier(from: &reader, limit: MessageLimits.replicas)
            guard items.last.map({ $0.space < space }) ?? true else { throw .malformed("order", offset: item) }
            items.append(Item(space: space, frontier: frontier))
            guard covers(space) else { throw .malformed("space outside its listing", offset: item) }
        }
    }

    private static func id(from reader: inout ByteReader) throws(DecodingFailure) -> CustomerSpaceID {
        let high = try reader.fixed64()
        return CustomerSpaceID(high: high, low: try reader.fixed64())
    }
}
