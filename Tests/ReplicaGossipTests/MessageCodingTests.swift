import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct MessageCodingTests {
    static let digest: UInt128 = 0x0011_2233_4455_6677_8899_AABB_CCDD_EEFF
    static let replica = ReplicaID(node: NodeID(high: 0x1111, low: 0x2222), incarnation: 0x33)
    static let frontier = Frontier([Position(replica: replica, seq: 300, hash: DeltaHash(high: 4, low: 5))])
    static let replicaHex = "000000000000111100000000000022220000000000000033"
    static let hashHex = "00000000000000040000000000000005"

    static let timed = {
        var hello = Hello(incarnation: 1, bootNonce: 2, holding: .everything, port: 0)
        hello.isAlone = true
        hello.wallMinutes = 10_000
        return hello
    }()

    static let opened = PassingEvent(
        space: .customer(CustomerSpaceID(high: 7, low: 8)), publisher: NodeID(high: 1, low: 2), id: digest,
        madeAtMicroseconds: 300, user: "Ana", name: "panel.editing",
        payload: .map(of: [("document", .text("bill/1")), ("until", .integer(60))]), shop: TestShop.id,
        sign: TestCrypto(seed: 1).sign)

    static let examples: [(Message, String)] = [
        (
            .hello(Hello(incarnation: 0x0102, bootNonce: 0x0304, holding: .everything, port: 7700)),
            "01 01 01 00 0000000000000102 0000000000000304 00 00 1e14"
        ),
        (
            .hello(
                Hello(
                    incarnation: 1, bootNonce: 2, holding: .customer(CustomerSpaceID(high: 7, low: 8)), port: 0)),
            "01 01 01 00 0000000000000001 0000000000000002 00 01 0000000000000007 0000000000000008 0000"
        ),
        (
            .hello(timed),
            "01 01 01 81a09c01 0000000000000001 0000000000000002 00 00 0000"
        ),
        (.deltas(DeltaBatch(.live, bodies: [[0xAA], [0xBB, 0xCC]])), "02 00 02 01aa 02bbcc"),
        (.deltas(DeltaBatch(.caughtUp, number: 200, isLast: true, bodies: [[0xAA]])), "02 81 c801 01 01aa"),
        (.taken(3), "03 03"),
        (.compare(sequence: 7, digest: digest, isDurable: true), "04 07 01 00112233445566778899aabbccddeeff"),
        (.agreed(sequence: 300, isDurable: false), "05 ac02 00"),
        (
            .positions(
                PositionsReport(
                    answers: 9, asksBack: true,
                    positions: Positions(
                        staff: .init(frontier: Frontier(), state: StateHash(sum: 1)),
                        own: .init(frontier: frontier, state: StateHash(sum: 2)),
                        customers: .init(devices: 3, states: 4), waitingSum: 5),
                    waiting: [DeltaHash(high: 4, low: 5)])),
            "06 09 01 01 01 \(replicaHex) 00000000000000000000000000000001 00"
                + "00000000000000000000000000000002 01 00 ac02 \(hashHex)"
                + "00000000000000000000000000000003 00000000000000000000000000000004"
                + "00000000000000000000000000000005 01 \(hashHex)"
        ),
        (
            .ranges([1] + [UInt64](repeating: 0, count: 255)),
            "07 0000000000000001" + String(repeating: "0000000000000000", count: 255)
        ),
        (
            .spaces(
                SpaceListing(
                    isAnswer: true, ranges: [1] + [UInt8](repeating: 0, count: 31), after: nil,
                    through: CustomerSpaceID(high: 1, low: 9),
                    items: [.init(space: CustomerSpaceID(high: 0, low: 9), frontier: frontier)])),
            "08 05 01" + String(repeating: "00", count: 31) + "0000000000000001 0000000000000009"
                + "01 0000000000000000 0000000000000009 01 \(replicaHex) ac02 \(hashHex)"
        ),
        (
            .acknowledge(
                Acknowledgement(
                    about: NodeID(high: 1, low: 2),
                    items: [.init(space: .shop, replaces: true, frontier: frontier)])),
            "09 01 0000000000000001 0000000000000002 01 01 01 01 \(replicaHex) ac02 \(hashHex)"
        ),
        (.neighbours([NodeID(high: 1, low: 2)]), "0a 01 0000000000000001 0000000000000002"),
        (
            .addresses([
                KnownAddress(node: NodeID(high: 1, low: 2), address: PeerAddress(host: [10, 0, 0, 1], port: 7700))
            ]),
            "0b 01 0000000000000001 0000000000000002 04 0a000001 1e14"
        ),
        (.probe(1), "0c 01"),
        (.pong(1), "0d 01"),
        (.bye(.malformed), "0e 06"),
        (
            .event(opened, hops: 8),
            "0f 08 61 01 02 0000000000000007 0000000000000008 0000000000000001 0000000000000002"
                + "00112233445566778899aabbccddeeff ac02 03416e61 0d70616e656c2e65646974696e67"
                + "08 02 08646f63756d656e74 05 0662696c6c2f31 05756e74696c 03 78"
                + "e64f8f1b8a3c06b6e5cdde3dba467dfcf27008fbb00e2e216078c9ddec53f269"
                + "a27e223069cbe6ff683834e437c1616b32e8437fba08d1bbd679019ffe28ef85"
        ),
    ]

    @Test(arguments: examples.indices)
    func `a message has these bytes for ever`(index: Int) throws {
        let (message, text) = Self.examples[index]
        let bytes = try #require([UInt8](hexadecimalText: text.filter { $0 != " " }))
        #expect(message.encoded == bytes)
        #expect(try Message(bytes: bytes) == message)
    }

    @Test(arguments: examples.indices)
    func `a message that ends early or goes on is refused`(index: Int) {
        let bytes = Self.examples[index].0.encoded
        for count in 0..<bytes.count {
            #expect(throws: DecodingFailure.self) { try Message(bytes: Array(bytes.prefix(count))) }
        }
        #expect(throws: DecodingFailure.self) { try Message(bytes: bytes + [0]) }
    }

    @Test func `what has two spellings is refused`() {
        let twoSpellings = [
            "04 07 02 00112233445566778899aabbccddeeff",  // a flag that is neither 0 nor 1
            "03 8300",  // a varint with a superfluous byte
            "02 80 00",  // live, and last of a stream
            "0b 01 0000000000000001 0000000000000002 05 0a00000101 1e14",  // an address of five bytes
            "10", "00", "",
        ]
        for text in twoSpellings {
            let bytes = [UInt8](hexadecimalText: text.filter { $0 != " " })!
            #expect(throws: DecodingFailure.self, "\(text)") { try Message(bytes: bytes) }
        }
    }

    @Test func `positions out of order and spaces outside their listing are refused`() {
        var writer = ByteWriter()
        writer.byte(6)
        writer.byte(0)
        writer.byte(0)
        writer.byte(0)
        writer.byte(2)
        Self.replica.encode(into: &writer)
        Self.replica.encode(into: &writer)
        #expect(throws: DecodingFailure.self) { try Message(bytes: writer.bytes) }
        let stray = Message.spaces(
            SpaceListing(
                isAnswer: false, ranges: [UInt8](repeating: 0, count: 32), after: nil, through: nil,
                items: [.init(space: CustomerSpaceID(high: 0, low: 9), frontier: Self.frontier)]))
        #expect(throws: DecodingFailure.self) { try Message(bytes: stray.encoded) }
    }

    @Test func `a count beyond the bytes that are there allocates nothing`() {
        for tag in [2, 10, 11] as [UInt8] {
            #expect(throws: DecodingFailure.self) {
                try Message(bytes: [tag] + (tag == 2 ? [0] : []) + [0xFF, 0xFF, 0xFF, 0xFF, 0x0F])
            }
        }
    }
}
