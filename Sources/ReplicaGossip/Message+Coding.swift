package import ReplicaCRDT
import ReplicaDocuments

// One message is one frame or one datagram. The first byte is its tag; the version is agreed on by the two hellos, so no other
// message repeats it. Integers are LEB128 varints unless a width is given; a hash or digest is 16 bytes.
//
//   tag  message       content
//   01   hello         lowest 1, highest 1, capabilities, incarnation 8, boot nonce 8, floor,
//                      holding: 00, or 01 and the customer's space 16; port 2
//   02   deltas        kind 1 (bits 0-1: 0 live, 1 caught up, 2 waiting; 80 last of its stream), [number unless live],
//                      count, blocks
//   03   taken         number
//   04   compare       sequence, durable 1, digest 16
//   05   agreed        sequence, durable 1
//   06   positions     answers, asks back 1, positions (see `Positions.encode`), waiting: count, 16 each
//   07   ranges        256 × 8
//   08   spaces        flags 1 (1 answer, 2 after, 4 through), ranges 32, [after 16], [through 16],
//                      count, (space 16, frontier) each
//   09   acknowledge   00, or 01 and node 16; count, (space, replaces 1, frontier) each
//   0A   neighbours    count, 16 each
//   0B   addresses     count, (node 16, length 4 or 16, host, port 2) each
//   0C   probe         sequence
//   0D   pong          sequence
//   0E   bye           reason 1
//   0F   event         hops 1 (1 to 16), block (see `PassingEvent`), signature 64
//
// Example: a comparison, number 7, all on disk, digest 00112233445566778899aabbccddeeff:
//   04 07 01 00112233445566778899aabbccddeeff
extension Message {
    /// The bytes of a frame or datagram.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: sizeHint)
        switch self {
        case .hello(let hello): hello.encode(into: &writer)
        case .deltas(let batch): batch.encode(into: &writer)
        case .taken(let number):
            writer.byte(3)
            writer.varint(number)
        case .compare(let sequence, let digest, let isDurable):
            writer.byte(4)
            writer.varint(sequence)
            writer.byte(isDurable ? 1 : 0)
            writer.fixed128(digest)
        case .agreed(let sequence, let isDurable):
            writer.byte(5)
            writer.varint(sequence)
            writer.byte(isDurable ? 1 : 0)
        case .positions(let report): report.encode(into: &writer)
        case .ranges(let ranges):
            writer.byte(7)
            for range in ranges { writer.fixed64(range) }
        case .spaces(let listing):
            writer.byte(8)
            listing.encode(into: &writer)
        case .acknowledge(let acknowledgement):
            writer.byte(9)
            acknowledgement.encode(into: &writer)
        case .neighbours(let nodes):
            writer.byte(10)
            writer.count(nodes.count)
            for node in nodes { writer.raw(node.bytes) }
        case .addresses(let addresses):
            writer.byte(11)
            writer.count(addresses.count)
            for known in addresses { known.encode(into: &writer) }
        case .probe(let sequence):
            writer.byte(12)
            writer.varint(sequence)
        case .pong(let sequence):
            writer.byte(13)
            writer.varint(sequence)
        case .bye(let reason):
            writer.byte(14)
            writer.byte(reason.rawValue)
        case .event(let event, let hops):
            writer.byte(15)
            writer.byte(hops)
            event.encode(into: &writer)
        }
        return writer.bytes
    }

    private var sizeHint: Int {
        switch self {
        case .deltas(let batch): batch.bodies.reduce(16) { $0 + $1.count + 4 }
        case .ranges: 8 * MessageLimits.ranges + 1
        case .positions, .spaces, .acknowledge: 1_200
        case .event(let event, _): event.body.count + 72
        case .hello, .taken, .compare, .agreed, .neighbours, .addresses, .probe, .pong, .bye: 64
        }
    }

    /// Reads a frame or datagram; anything that is not exactly one message is refused.
    package init(bytes: [UInt8]) throws(DecodingFailure) {
        guard bytes.count <= MessageLimits.frameBytes else { throw .limit("frame", offset: 0) }
        var reader = ByteReader(bytes)
        switch try reader.byte() {
        case 1: self = .hello(try Hello(from: &reader))
        case 2: self = .deltas(try DeltaBatch(from: &reader))
        case 3: self = .taken(try reader.varint())
        case 4:
            let sequence = try reader.varint()
            let isDurable = try reader.flag()
            self = .compare(sequence: sequence, digest: try reader.fixed128(), isDurable: isDurable)
        case 5: self = .agreed(sequence: try reader.varint(), isDurable: try reader.flag())
        case 6: self = .positions(try PositionsReport(from: &reader))
        case 7:
            var ranges: [UInt64] = []
            for _ in 0..<MessageLimits.ranges { ranges.append(try reader.fixed64()) }
            self = .ranges(ranges)
        case 8: self = .spaces(try SpaceListing(from: &reader))
        case 9: self = .acknowledge(try Acknowledgement(from: &reader))
        case 10:
            var nodes: [NodeID] = []
            for _ in 0..<(try reader.count(limit: MessageLimits.neighbours)) { nodes.append(try NodeID(from: &reader)) }
            self = .neighbours(nodes)
        case 11:
            var addresses: [KnownAddress] = []
            for _ in 0..<(try reader.count(limit: MessageLimits.addresses)) {
                addresses.append(try KnownAddress(from: &reader))
            }
            self = .addresses(addresses)
        case 12: self = .probe(try reader.varint())
        case 13: self = .pong(try reader.varint())
        case 14:
            guard let reason = ByeReason(rawValue: try reader.byte()) else { throw .unsupported("reason") }
            self = .bye(reason)
        case 15:
            let hops = try reader.byte()
            guard (1...MessageLimits.eventHops).contains(hops) else { throw .malformed("hops", offset: 1) }
            self = .event(try PassingEvent(from: &reader), hops: hops)
        case let tag: throw .unsupported("message \(tag)")
        }
        try reader.finish()
    }
}

extension Hello {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.byte(1)
        writer.byte(lowest)
        writer.byte(highest)
        writer.varint(capabilities)
        writer.fixed64(incarnation)
        writer.fixed64(bootNonce)
        writer.varint(floor)
        holding.encode(into: &writer)
        writer.fixed16(port)
    }

    fileprivate init(from reader: inout ByteReader) throws(DecodingFailure) {
        lowest = try reader.byte()
        highest = try reader.byte()
        capabilities = try reader.varint()
        incarnation = try reader.fixed64()
        bootNonce = try reader.fixed64()
        floor = try reader.varint()
        holding = try Holding(from: &reader)
        port = try reader.fixed16()
    }
}

extension DeltaBatch {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.byte(2)
        writer.byte(kind.rawValue | (isLast ? 0x80 : 0))
        if kind != .live { writer.varint(number) }
        writer.count(bodies.count)
        for body in bodies { writer.block(body) }
    }

    fileprivate init(from reader: inout ByteReader) throws(DecodingFailure) {
        let start = reader.offset
        let head = try reader.byte()
        guard let kind = Kind(rawValue: head & 0x7F) else { throw .malformed("kind", offset: start) }
        let isLast = head & 0x80 != 0
        guard kind != .live || !isLast else { throw .malformed("kind", offset: start) }
        let number = kind == .live ? 0 : try reader.varint()
        var bodies: [[UInt8]] = []
        for _ in 0..<(try reader.count(limit: MessageLimits.deltas)) {
            bodies.append(try reader.block(limit: MessageLimits.frameBytes))
        }
        self.init(kind, number: number, isLast: isLast, bodies: bodies)
    }
}

extension PositionsReport {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.byte(6)
        writer.varint(answers)
        writer.byte(asksBack ? 1 : 0)
        positions.encode(into: &writer)
        writer.count(waiting.count)
        for hash in waiting { hash.encode(into: &writer) }
    }

    fileprivate init(from reader: inout ByteReader) throws(DecodingFailure) {
        answers = try reader.varint()
        asksBack = try reader.flag()
        positions = try Positions(from: &reader)
        waiting = []
        for _ in 0..<(try reader.count(limit: MessageLimits.waiting)) { waiting.append(try DeltaHash(from: &reader)) }
    }
}

extension KnownAddress {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.raw(node.bytes)
        writer.block(address.host)
        writer.fixed16(address.port)
    }

    fileprivate init(from reader: inout ByteReader) throws(DecodingFailure) {
        node = try NodeID(from: &reader)
        let start = reader.offset
        let host = try reader.block(limit: 16)
        guard host.count == 4 || host.count == 16 else { throw .malformed("host", offset: start) }
        address = PeerAddress(host: host, port: try reader.fixed16())
    }
}

extension ByteWriter {
    fileprivate mutating func fixed16(_ value: UInt16) {
        byte(UInt8(value >> 8))
        byte(UInt8(truncatingIfNeeded: value))
    }
}

extension ByteReader {
    mutating func flag() throws(DecodingFailure) -> Bool {
        let start = offset
        let value = try byte()
        guard value <= 1 else { throw .malformed("flag", offset: start) }
        return value == 1
    }

    fileprivate mutating func fixed16() throws(DecodingFailure) -> UInt16 {
        let high = try byte()
        return UInt16(high) << 8 | UInt16(try byte())
    }
}
