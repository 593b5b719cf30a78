import Foundation
import Replica
import Testing

/// Several nodes of one shop over loopback sockets, each with its own directory.
@Suite struct NetworkTests {
    static let pen = DocumentReference(.shop, "product", "pen")
    static let ink = DocumentReference(.shop, "product", "ink")

    static var quiet: NetworkOptions {
        var options = NetworkOptions()
        options.discovers = false
        options.loopbackOnly = true
        return options
    }

    /// A founder and admins that have joined it, all connected.
    static func shop(_ scratch: Scratch, admins: Int) async throws -> [Node] {
        let (founder, _) = try await Node.found(at: scratch.directory("0"), schema: .test, name: "Till 0")
        try await founder.start(quiet)
        var nodes = [founder]
        for number in 1..<admins {
            let link = try await founder.invite(.admin).link
            let node = try await Node.join(
                link, at: scratch.directory("\(number)"), schema: .test, name: "Till \(number)")
            try await node.start(quiet)
            nodes.append(node)
        }
        return nodes
    }

    /// What a node shows of the test's products.
    static func shown(_ node: Node) async throws -> [String] {
        try await node.read { snapshot in
            snapshot.documents("product").map { "\($0.id) \($0["name"] ?? .null) \($0.level("stock")) \($0.conflicts)" }
        }
    }

    @Test func `apart, both sides go on alone on the same documents, and afterwards all are equal and exact`()
        async throws
    {
        let scratch = Scratch()
        let nodes = try await Self.shop(scratch, admins: 3)
        _ = try await nodes[0].write { tx in
            try tx.set(Self.pen, "name", to: .text("Pen"))
            try tx.add(Self.ink, "stock", 1)
            return 0
        }
        try await eventually("all have the pen") {
            for node in nodes where try await node.read({ $0.document(Self.pen) }) == nil { return false }
            return true
        }
        try await nodes[2].disturb(isCut: true)
        for round in 0..<100 {
            _ = try await nodes[0].write { tx in
                try tx.add(Self.pen, "stock", 3)
                return 0
            }
            _ = try await nodes[1].write { tx in
                try tx.set(Self.pen, "name", to: .text("Pen \(round)"))
                return 0
            }
            _ = try await nodes[2].write { tx in
                try tx.add(Self.pen, "stock", -1)
                try tx.set(Self.pen, "name", to: .text("Stift \(round)"))
                return 0
            }
        }
        #expect(try await nodes[2].read { $0.document(Self.pen)?.level("stock") } == -100)
        try await nodes[2].disturb(isCut: false)
        try await eventually("all are equal") {
            let first = try await Self.shown(nodes[0])
            for node in nodes where try await Self.shown(node) != first { return false }
            return first.contains { $0.hasPrefix("pen") && $0.contains(" 200 ") }
        }
        let conflicts = try await nodes[1].conflicts()
        #expect(conflicts.count == 1)
        #expect(Set(conflicts.flatMap(\.sides).compactMap(\.value.text)) == ["Pen 99", "Stift 99"])
        _ = try await nodes[0].write { tx in
            try tx.set(Self.pen, "name", to: .text("Pen, blue"))
            return 0
        }
        try await eventually("the next decision settles it everywhere") {
            for node in nodes where try await !node.conflicts().isEmpty { return false }
            return true
        }
        for node in nodes { await node.close() }
    }

    @Test func `a customer's node holds its own space and nothing else, and may do only what the rules give it`()
        async throws
    {
        let scratch = Scratch()
        let nodes = try await Self.shop(scratch, admins: 2)
        let mine = Space.customer(CustomerSpaceID("00000000000000000000000000000001")!)
        let other = Space.customer(CustomerSpaceID("00000000000000000000000000000002")!)
        let canary = "CANARY-a-name-that-must-not-travel"
        for (space, number) in [(mine, 1), (other, 2)] {
            _ = try await nodes[0].write { tx in
                let bill = DocumentReference(space, "bill", "b\(number)")
                try tx.set(bill, "number", to: .integer(Int64(number)))
                try tx.set(bill, "note", to: .text(space == mine ? "yours" : canary))
                try tx.set(Self.pen, "name", to: .text(canary))
                return 0
            }
        }
        let link = try await nodes[0].invite(.customer(mine)).link
        let customer = try await Node.join(link, at: scratch.directory("c"), schema: .test, name: "Laptop")
        try await customer.start(Self.quiet)
        let bill = DocumentReference(mine, "bill", "b1")
        try await eventually("the bill has arrived") { try await customer.read { $0.document(bill) } != nil }
        #expect(try await customer.read { $0.spaces } == [.staff, mine])
        let receipt = try await customer.write { tx in
            try tx.move(bill, "pay", to: "reported")
            return 0
        }
        #expect(try await receipt.reached(1, within: .seconds(20)))
        try await eventually("both admins see the report") {
            for node in nodes where try await node.read({ $0.document(bill)?.state("pay") }) != "reported" {
                return false
            }
            return true
        }
        await #expect(throws: ReplicaError.self) {
            _ = try await customer.write { tx in
                try tx.move(bill, "pay", to: "paid")
                return 0
            }
        }
        await #expect(throws: ReplicaError.self) {
            _ = try await customer.write { tx in
                try tx.add(Self.pen, "stock", 1)
                return 0
            }
        }
        await customer.close()
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch.directory("c")) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.directory("c") + "/" + file))
            #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(file) holds another customer's data")
        }
        for node in nodes { await node.close() }
    }

    @Test func `an invitation admits one node, once, and says why it refuses`() async throws {
        let scratch = Scratch()
        let nodes = try await Self.shop(scratch, admins: 1)
        let link = try await nodes[0].invite(.admin).link
        let joined = try await Node.join(link, at: scratch.directory("1"), schema: .test, name: "Till 1")
        await joined.close()
        for (text, part) in [
            (link, "used"), (String(link.dropLast(3)), "incomplete"), ("https://example.org", "begin with"),
            (try await nodes[0].invite(.admin, expiresIn: .zero).link, "expired"),
        ] {
            do {
                let node = try await Node.join(text, at: scratch.directory("x"), schema: .test, name: "Thief")
                Issue.record("joined with \(text)")
                await node.close()
            } catch {
                #expect("\(error)".contains(part), "\(error)")
            }
        }
        #expect(try await nodes[0].status().peers.map(\.name) == ["Till 1"])
        await nodes[0].close()
    }

    @Test func `a node that was away catches up with what was written meanwhile, and what it wrote alone arrives`()
        async throws
    {
        let scratch = Scratch()
        let nodes = try await Self.shop(scratch, admins: 2)
        try await eventually("B has joined") { try await nodes[1].status().peers.first?.name == "Till 0" }
        await nodes[1].close()
        for _ in 0..<300 {
            _ = try await nodes[0].write { tx in
                try tx.add(Self.pen, "stock", 1)
                return 0
            }
        }
        let again = try await Node.open(at: scratch.directory("1"), schema: .test)
        _ = try await again.write { tx in
            try tx.add(Self.pen, "stock", 1_000)
            return 0
        }
        try await again.start(Self.quiet)
        try await eventually("both have all") {
            let levels = [
                try await nodes[0].read { $0.document(Self.pen)?.level("stock") },
                try await again.read { $0.document(Self.pen)?.level("stock") },
            ]
            return levels == [1_300, 1_300]
        }
        await again.close()
        await nodes[0].close()
    }

    @Test func `nodes that have moved to other ports find each other by beacon`() async throws {
        let scratch = Scratch()
        let nodes = try await Self.shop(scratch, admins: 2)
        try await eventually("B has joined") { try await nodes[1].status().peers.first?.name == "Till 0" }
        for node in nodes { await node.close() }
        var found = NetworkOptions()
        found.discoveryPort = UInt16.random(in: 20_000..<30_000)
        let a = try await Node.open(at: scratch.directory("0"), schema: .test)
        let b = try await Node.open(at: scratch.directory("1"), schema: .test)
        try await a.start(found)
        try await b.start(found)
        let receipt = try await a.write { tx in
            try tx.add(Self.pen, "stock", 1)
            return 0
        }
        #expect(try await receipt.reached(1, within: .seconds(30)))
        await a.close()
        await b.close()
    }

    @Test func `eight nodes all see what each writes`() async throws {
        let scratch = Scratch()
        let nodes = try await Self.shop(scratch, admins: 8)
        for node in nodes {
            for _ in 0..<10 {
                _ = try await node.write { tx in
                    try tx.add(Self.pen, "stock", 1)
                    return 0
                }
            }
        }
        for node in nodes {
            try await eventually("\(node.name) has all") {
                try await node.read { $0.document(Self.pen)?.level("stock") } == 80
            }
        }
        for node in nodes { await node.close() }
    }
}
