import Foundation
import Replica
import Testing

/// Custom events between real nodes.
@Suite struct CustomEventTests {
    private static let mine = Space.customer(CustomerSpaceID("00000000000000000000000000000001")!)
    private static let other = Space.customer(CustomerSpaceID("00000000000000000000000000000002")!)

    private struct Parcel: Codable, Hashable {
        var shelf: Int
        var note: String?
    }

    /// Collects what a node is told, by id.
    private final class Ear: Sendable {
        private let task: Task<Void, Never>
        private let heard: Heard

        private actor Heard {
            var events: [CustomEvent] = []
            func take(_ event: CustomEvent) { events.append(event) }
        }

        init(_ node: Node, named name: String? = nil) {
            let (events, heard) = (node.events(named: name), Heard())
            self.heard = heard
            task = Task { for await event in events { await heard.take(event) } }
        }

        var events: [CustomEvent] { get async { await heard.events } }

        deinit { task.cancel() }
    }

    private static func customer(_ space: Space, of admin: Node, at directory: String) async throws -> Node {
        _ = try await admin.write { tx in
            try tx.set(DocumentReference(space, "bill", "b"), "number", to: .integer(1))
            return 0
        }
        let link = try await admin.invite(.customer(space)).link
        let node = try await Node.join(link, at: directory, schema: .test, name: "Laptop")
        try await node.start(NetworkTests.quiet)
        try await eventually("the bill is there") { try await node.read { $0.spaces.contains(space) } }
        return node
    }

    @Test func `a passing event reaches who is entitled and connected, and is nowhere afterwards`() async throws {
        let scratch = Scratch()
        let nodes = try await NetworkTests.shop(scratch, admins: 2)
        let mei = try await Self.customer(Self.mine, of: nodes[0], at: scratch.directory("c"))
        let ben = try await Self.customer(Self.other, of: nodes[0], at: scratch.directory("d"))
        let ears = [nodes[0], nodes[1], mei, ben].map { Ear($0) }
        try await eventually("all are connected") {
            for node in [nodes[0], nodes[1]] where try await node.status().peers.count(where: \.isConnected) < 3 {
                return false
            }
            return true
        }
        let before = try await nodes[1].feedPosition()
        let shop = try await nodes[0].publish("till.opened", .map(of: [("float", .integer(100))]), as: "Ana")
        let parcel = try await nodes[1].publish("parcel", encoding: Parcel(shelf: 4), to: Self.mine)
        let asked = try await mei.publish("asked", .text("where is it?"))
        #expect(shop.feedSeq == 0 && !shop.value.isDurable && shop.value.space == .shop)
        #expect(asked.value.space == Self.mine)
        let wanted: [Set<String>] = [
            [shop.value.id, parcel.value.id, asked.value.id], [shop.value.id, parcel.value.id, asked.value.id],
            [parcel.value.id, asked.value.id], [],
        ]
        for (ear, ids) in zip(ears, wanted) {
            try await eventually("each hears its own") { await Set(ear.events.map(\.id)) == ids }
        }
        for (ear, ids) in zip(ears, wanted) { #expect(await ear.events.count == ids.count, "each once") }
        let heard = try #require(await ears[1].events.first { $0.name == "till.opened" })
        #expect(
            heard.node == nodes[0].id && heard.user == "Ana" && heard.isLive && heard.payload["float"] == .integer(100))
        let told = try #require(await ears[2].events.first { $0.name == "parcel" })
        #expect(try told.payload(as: Parcel.self) == Parcel(shelf: 4))
        #expect(try await nodes[1].feedPosition() == before)
        #expect(try await nodes[1].durableEvents().isEmpty)
        for node in nodes + [mei, ben] { await node.close() }
    }

    @Test func `a durable event survives a restart, reaches who was away, in order, and counts as no document`()
        async throws
    {
        let scratch = Scratch()
        let nodes = try await NetworkTests.shop(scratch, admins: 2)
        try await eventually("B has joined") { try await nodes[1].status().peers.first?.name == "Till 0" }
        let before = try await nodes[1].feedPosition()
        await nodes[1].close()
        let documents = try await nodes[0].status().documents
        var ids: [String] = []
        for number in 0..<5 {
            let receipt = try await nodes[0].publish("n", .integer(Int64(number)), durable: true, as: "Ana")
            #expect(receipt.feedSeq > 0)
            ids.append(receipt.value.id)
        }
        #expect(try await nodes[0].status().documents == documents)
        #expect(try await nodes[0].durableEvents().map(\.id) == ids)
        await nodes[0].close()

        let founder = try await Node.open(at: scratch.directory("0"), schema: .test)
        #expect(try await founder.durableEvents().map(\.payload) == (0..<5).map { .integer($0) })
        let again = try await Node.open(at: scratch.directory("1"), schema: .test)
        let ear = Ear(again)
        let port = try await founder.start(NetworkTests.quiet)
        try await again.start(NetworkTests.quiet)
        try await again.connect(to: "127.0.0.1:\(port)")
        try await eventually("all have come") { try await again.durableEvents().map(\.id) == ids }
        let rows = try await again.feed(after: before, limit: 100)
        #expect(rows.flatMap(\.events).map(\.id) == ids)
        #expect(rows.filter { !$0.events.isEmpty }.allSatisfy { $0.documents.isEmpty })
        #expect(rows.flatMap(\.events).allSatisfy { $0.user == "Ana" && $0.isDurable && !$0.isLive })
        #expect(await ear.events.map(\.id) == ids)
        #expect(try await again.status().documents == documents)
        await again.close()
        await founder.close()
    }

    @Test func `what may not be published is refused, and nothing is`() async throws {
        let scratch = Scratch()
        let nodes = try await NetworkTests.shop(scratch, admins: 1)
        let mei = try await Self.customer(Self.mine, of: nodes[0], at: scratch.directory("c"))
        let before = try await mei.feedPosition()
        for name in ["", "Upper", "with space", "ü", String(repeating: "a", count: 65)] {
            await #expect(throws: ReplicaError.self) { try await nodes[0].publish(name, .null) }
        }
        for durable in [false, true] {
            let large = Value.text(String(repeating: "x", count: 4_096))
            await #expect(throws: ReplicaError.self) { try await nodes[0].publish("n", large, durable: durable) }
            await #expect(throws: ReplicaError.self) { try await nodes[0].publish("n", .real(.nan), durable: durable) }
            for space in [Space.shop, .staff, Self.other] {
                do {
                    _ = try await mei.publish("n", .null, to: space, durable: durable)
                    Issue.record("published to \(space)")
                } catch let error as ReplicaError { #expect(error.code == "role.refused") }
            }
            let fits = Value.text(String(repeating: "x", count: 4_093))
            #expect(try await nodes[0].publish("n", fits, durable: durable, dryRun: true).feedSeq == 0)
        }
        #expect(try await mei.feedPosition() == before)
        #expect(try await nodes[0].durableEvents().isEmpty)
        await mei.close()
        await nodes[0].close()
    }

    @Test func `an action publishes once, and too many are refused`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("0"), schema: .test, name: "Till")
        let ear = Ear(node)
        for durable in [false, true] {
            let key = node.newOperation()
            let first = try await node.publish("n", .integer(1), durable: durable, operation: key)
            let second = try await node.publish("n", .integer(1), durable: durable, operation: key)
            #expect(!first.isRepetition && second.isRepetition && first.value.id == second.value.id)
        }
        try await eventually("both have come") { await ear.events.count == 2 }
        for (durable, limit) in [(false, 60), (true, 120)] {
            do {
                for _ in 0..<limit { try await node.publish("n", .null, durable: durable) }
                // A slow machine may make them at the rate that is allowed.
            } catch let error as ReplicaError { #expect(error.code == "rate.exceeded") }
        }
        let key = OperationKey(String(repeating: "0", count: 80))
        await #expect(throws: ReplicaError.self) { try await node.publish("n", .null, operation: key) }
        await node.close()
    }

    @Test func `of one space a node keeps its newest thousand, in as many slots`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("0"), schema: .test, name: "Till")
        // Written as the library writes them, but in one transaction: it takes at most ten a second.
        let first = try await node.publish("n", .integer(-1), durable: true)
        let slot = try #require(try await node.read { $0.ids("event.shop", in: .shop).first })
        let replica = slot.dropLast(2)
        _ = try await node.write { tx in
            for number in 1..<1_000 {
                let id = String(repeating: "0", count: 12) + String(format: "%04d", number)
                let event = Value.map(of: [
                    ("id", .bytes(Array(id.utf8))), ("name", .text("n")), ("payload", .integer(Int64(number))),
                ])
                try tx.set(DocumentReference(.shop, "event.shop", "\(replica).\(number)"), "event", to: event)
            }
            return 0
        }
        #expect(try await node.durableEvents().count == 1_000)
        await node.close()
        let again = try await Node.open(at: scratch.directory("0"), schema: .test)
        let last = try await again.publish("n", .integer(1_000), durable: true)
        let kept = try await again.durableEvents()
        #expect(kept.count == 1_000 && kept.last?.id == last.value.id && !kept.contains { $0.id == first.value.id })
        #expect(try await again.conflicts().isEmpty)
        await again.close()
    }

    @Test func `what an admin writes in place of an event is shown to nobody and stops nobody`() async throws {
        let scratch = Scratch()
        let (node, _) = try await Node.found(at: scratch.directory("0"), schema: .test, name: "Till")
        for (number, value) in [
            Value.null, .text("x"), .map(of: [("id", .bytes([1])), ("name", .text("n")), ("payload", .null)]),
            .map(of: [("id", .bytes([UInt8](repeating: 1, count: 16))), ("name", .text("A B")), ("payload", .null)]),
            .map(of: [
                ("id", .bytes([UInt8](repeating: 1, count: 16))), ("name", .text("n")),
                ("payload", .text(String(repeating: "x", count: 5_000))),
            ]),
        ].enumerated() {
            _ = try await node.write { tx in
                try tx.set(DocumentReference(.shop, "event.shop", "bad.\(number)"), "event", to: value)
                return 0
            }
        }
        #expect(try await node.durableEvents().isEmpty)
        let rows = try await node.feed(after: 0, limit: 100)
        #expect(rows.flatMap(\.events).isEmpty)
        await node.close()
    }
}
