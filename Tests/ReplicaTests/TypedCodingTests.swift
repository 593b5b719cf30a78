import Foundation
import Replica
import Testing

/// A document with every supported type of property.
private struct Everything: Document, Equatable {
    enum Size: Int, Codable {
        case small = 1
        case large = 2
    }
    enum Shape: Codable, Equatable {
        case dot
        case circle(radius: Double)
        case path([Int])
    }
    struct Inner: Codable, Equatable {
        var name: String?
        var wide: Int128?
        var children: [Inner] = []
        var byName: [String: Int] = [:]
        var byNumber: [Int: String] = [:]
    }

    static let collection = "everything"
    var id = DocumentID()
    var flag = false
    var int = 0, int8: Int8 = 0, int16: Int16 = 0, int32: Int32 = 0, int64: Int64 = 0, wide: Int128 = 0
    var uint: UInt = 0, uint8: UInt8 = 0, uint16: UInt16 = 0, uint32: UInt32 = 0, uint64: UInt64 = 0
    var double = 0.0, float: Float = 0
    var text = "", bytes: [UInt8] = [], data = Data(), date = Date(timeIntervalSince1970: 0)
    var size = Size.small, shape = Shape.dot, maybe: Int?, maybes: [Int?] = [], set: Set<String> = []
    var inner = Inner(), list: [[UInt8]] = [], wides: [UInt128] = [], reference = DocumentID("x"), uuid = UUID()

    static func random(_ chance: inout SystemRandomNumberGenerator) -> Everything {
        var document = Everything()
        func pick<T: FixedWidthInteger>(_ type: T.Type) -> T {
            switch Int.random(in: 0..<4, using: &chance) {
            case 0: .min
            case 1: T(exactly: Int64.max) ?? .max
            case 2: 0
            default: T.random(in: T.min...(T(exactly: Int64.max) ?? .max), using: &chance)
            }
        }
        document.flag = Bool.random(using: &chance)
        (document.int, document.int8, document.int16) = (pick(Int.self), pick(Int8.self), pick(Int16.self))
        (document.int32, document.int64) = (pick(Int32.self), pick(Int64.self))
        document.wide = Int128(pick(Int64.self))
        (document.uint, document.uint8, document.uint16) = (pick(UInt.self), pick(UInt8.self), pick(UInt16.self))
        (document.uint32, document.uint64) = (pick(UInt32.self), pick(UInt64.self))
        let reals: [Double] = [0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 0.1, -1e300, 3]
        document.double = reals.randomElement(using: &chance)!
        document.float = [0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 0.1, -7].randomElement(using: &chance)!
        let texts = ["", "pen", "caf\u{e9}", "cafe\u{301}", "\u{0}", "🇩🇪👩‍👩‍👧"]
        document.text = texts.randomElement(using: &chance)!
        document.bytes = (0..<Int.random(in: 0..<40, using: &chance)).map { _ in pick(UInt8.self) }
        document.data = Data(document.bytes.reversed())
        let microseconds = Int64.random(in: -4_000_000_000_000_000...4_000_000_000_000_000, using: &chance)
        // Sixty-fourths of a second: a double holds them exactly, whatever the epoch.
        document.date = Date(timeIntervalSince1970: Double(microseconds / 15_625) / 64)
        document.size = Bool.random(using: &chance) ? .small : .large
        document.shape = [.dot, .circle(radius: 0.5), .path([1, -1])].randomElement(using: &chance)!
        document.maybe = Bool.random(using: &chance) ? pick(Int.self) : nil
        document.maybes = [nil, 1, document.maybe]
        document.set = Set(texts.shuffled(using: &chance).prefix(3))
        document.inner.byName = Dictionary(texts.map { ($0, pick(Int.self)) }) { $1 }
        document.inner.byNumber = [pick(Int.self): "a", 7: "b"]
        document.inner.children = [.init(), .init(name: "b", children: [.init(name: document.text)])]
        document.wides = [UInt128(pick(UInt64.self)), 0]
        document.inner.wide = Int128(pick(Int64.self))
        document.list = [document.bytes, [], [0]]
        return document
    }
}

/// One property of a type that a test chooses.
private struct Holder<Content: Codable & Sendable>: Document {
    static var collection: String { "holder" }
    var id = DocumentID()
    var content: Content
}

private final class Nest: Codable, Sendable {
    let inner: Nest?
    init(levels: Int) { inner = levels > 1 ? Nest(levels: levels - 1) : nil }
    var levels: Int { 1 + (inner?.levels ?? 0) }
}

private struct RenamedID: Document {
    enum CodingKeys: String, CodingKey {
        case id = "identifier"
        case text
    }
    static let collection = "holder"
    var id = DocumentID()
    var text = ""
}

private struct HasDeleted: Document {
    static let collection = "holder"
    var id = DocumentID()
    var deleted = false
}

@Suite struct TypedCodingTests {
    @Test func `every supported type comes back as it was written`() async throws {
        let till = try await TypedNode()
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            let documents = (0..<20).map { _ in Everything.random(&chance) }
            _ = try await till.node.write { tx in for document in documents { try tx.insert(document) } }
            let read = try await till.node.read { snapshot in
                try documents.map { try snapshot.get(Everything.self, $0.id) }
            }
            for (written, read) in zip(documents, read) {
                #expect(read == written)
                #expect(read.map { Array($0.text.utf8) } == Array(written.text.utf8))
            }
        }
        await till.node.close()
    }

    @Test func `properties are stored as the plain values that they are`() async throws {
        let till = try await TypedNode()
        var document = Everything(id: "one")
        document.date = Date(timeIntervalSince1970: 1.000_000_4)
        document.double = -0.0
        document.data = Data([1, 2])
        document.inner.byName = ["b": 2, "a": 1]
        let written = document
        _ = try await till.node.write { try $0.insert(written) }
        let view = try #require(try await till.node.read { $0.document(written.reference(in: .shop)) })
        #expect(view["date"] == .integer(1_000_000))
        #expect(view["data"] == .bytes([1, 2]))
        #expect(view["size"] == .integer(1))
        #expect(view["maybe"] == nil)
        #expect(view["id"] == nil)
        #expect(view["reference"] == .text("x"))
        #expect(view["inner"]?["byName"] == .map(of: [("a", .integer(1)), ("b", .integer(2))]))
        let read = try await till.node.read { try $0.get(Everything.self, "one") }
        #expect(read?.double.sign == .plus)
        await till.node.close()
    }

    @Test func `a number is read as another type only if nothing is lost`() async throws {
        let till = try await TypedNode()
        let whole = Holder(id: "whole", content: 3)
        let part = Holder(id: "part", content: 2.5)
        let huge = Holder(id: "huge", content: Int64.max)
        _ = try await till.node.write { tx in
            try tx.insert(whole)
            try tx.insert(part)
            try tx.insert(huge)
        }
        let node = till.node
        #expect(try await node.read { try $0.get(Holder<Double>.self, "whole")?.content } == 3)
        await #expect(throws: ReplicaError.self) {
            try await node.read { try $0.get(Holder<Int>.self, "part")?.content }
        }
        await #expect(throws: ReplicaError.self) {
            try await node.read { try $0.get(Holder<Double>.self, "huge")?.content }
        }
        await #expect(throws: ReplicaError.self) {
            try await node.read { try $0.get(Holder<Int8>.self, "huge")?.content }
        }
        await #expect(throws: ReplicaError.self) {
            try await node.read { try $0.get(Holder<String>.self, "whole")?.content }
        }
        await node.close()
    }

    @Test func `what can't be represented is refused by name and nothing is written`() async throws {
        let till = try await TypedNode()
        let start = try await till.node.feedPosition()
        func refused<T: Codable & Sendable>(_ content: T) async -> String? {
            await refusal(till.node) { try $0.insert(Holder(content: content)) }
        }
        let numbers = [
            await refused(Double.nan), await refused(-Double.infinity), await refused(Float.infinity),
            await refused(UInt64.max), await refused(Int128(Int64.max) + 1), await refused([["a": [Double.nan]]]),
            await refused(Date(timeIntervalSince1970: .infinity)), await refused(Date(timeIntervalSince1970: 1e15)),
        ]
        for what in numbers { #expect(what?.contains("content") == true && what?.contains("does not fit") == true) }
        #expect(await refused(Nest(levels: 17))?.contains("nested deeper") == true)
        #expect(await refused(String(repeating: "x", count: 256 * 1024 + 1))?.contains("at most 262144") == true)
        #expect(await refused([Counter()])?.contains("must be a property of the document itself") == true)
        #expect(await refused([Kept("a")])?.contains("must be a property of the document itself") == true)
        #expect(await refusal(till.node) { try $0.insert(RenamedID()) }?.contains("“id”") == true)
        #expect(await refusal(till.node) { try $0.insert(HasDeleted()) }?.contains("deleted") == true)
        #expect(
            await refusal(till.node) { try $0.insert(Holder(content: Int?.none)) }?.contains("nothing to write") == true
        )
        #expect(try await till.node.feedPosition() == start)
        await till.node.close()
    }

    @Test func `values go as deep and as long as the limits say`() async throws {
        let till = try await TypedNode()
        let deep = Holder(id: "deep", content: Nest(levels: 16))
        let long = Holder(id: "long", content: String(repeating: "x", count: 256 * 1024))
        _ = try await till.node.write { try $0.insert(deep) }
        _ = try await till.node.write { try $0.insert(long) }
        #expect(try await till.node.read { try $0.get(Holder<Nest>.self, "deep")?.content.levels } == 16)
        #expect(try await till.node.read { try $0.get(Holder<String>.self, "long")?.content.utf8.count } == 256 * 1024)
        await till.node.close()
    }

    @Test func `the dynamic interface refuses values that other nodes could not read`() async throws {
        let till = try await TypedNode()
        var deep = Value.integer(1)
        for _ in 0..<16 { deep = .list([deep]) }
        let values: [Value] = [
            .real(.nan), .list([.real(.infinity)]), deep, .text(String(repeating: "x", count: 256 * 1024 + 1)),
            .map([.init("b", .null), .init("a", .null)]), .map([.init("a", .null), .init("a", .null)]),
        ]
        for value in values {
            let what = await refusal(till.node) { tx in
                try tx.set(DocumentReference(.shop, "item", "x"), "note", to: value)
            }
            #expect(what?.hasPrefix("note: ") == true)
        }
        await till.node.close()
    }
}
