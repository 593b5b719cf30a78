import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments

/// The engine alone on the workload: two replicas in one process, real SHA-256 and Ed25519, the log in memory.
struct EngineWork {
    /// How many updates share a transaction in the bulk phases, and so a signature.
    static let perTransaction = 5_000
    static let bulk = 100_000
    static let singles = 10_000
    private static let productsPerTransaction = 1_000
    private static let year: UInt64 = 1_700_000_000_000_000

    private final class Replica {
        let crypto = EngineCrypto()
        let archive = EngineArchive()
        let store: DocumentStore

        init(shop: ShopID) {
            let node = crypto.node(of: crypto.key.publicKey)
            store = DocumentStore(
                shop: shop, replica: ReplicaID(node: node, incarnation: 1), holding: .everything, crypto: crypto,
                archive: archive)
        }

        /// What a driver does after each step, with memory for a disk.
        func keep() { archive.write(store.takeWrites()) }
    }

    private let author: Replica
    private let reader: Replica
    private var moment = Moment(microseconds: year)
    private var numbers: [String: Double] = [:]

    /// Runs all phases once; seconds by phase, and what of them went into signatures and into the writes for the disk.
    static func round() throws -> [String: Double] {
        var work = try EngineWork()
        try work.runPhases()
        return work.numbers
    }

    private init() throws {
        let root = SigningKey()
        let shop = ShopID(bytes: sha256(root.publicKey))!
        author = Replica(shop: shop)
        reader = Replica(shop: shop)
        let statement = RootStatement(
            rootKey: root.publicKey, serial: 1, adminKey: author.crypto.key.publicKey, shop: shop, sign: root.sign)
        let fields = Workload.fields.map { FieldRule($0, .register) } + [FieldRule(Workload.stock, .counter)]
        let rules = Rules(number: 1, collections: [CollectionRule(Workload.collection, in: .shop, fields: fields)])
        let receipt = try author.store.found(statement, memberName: "author", series: "A", rules: rules, at: moment)
        author.keep()
        try receive(receipt?.deltas.map(\.bytes) ?? [], inOneGo: true)
    }

    private mutating func runPhases() throws {
        var created: [[UInt8]] = []
        try timed("create", author) { work in
            for start in stride(from: 0, to: Workload.products, by: Self.productsPerTransaction) {
                created += try work.create(start..<(start + Self.productsPerTransaction))
            }
        }
        try receive(created, inOneGo: true)
        let updates = Workload.updates(Self.bulk, seed: 1)
        var bulk: [[UInt8]] = []
        try timed("local", author) { work in
            for start in stride(from: 0, to: Self.bulk, by: Self.perTransaction) {
                bulk += try work.apply(updates[start..<(start + Self.perTransaction)])
            }
        }
        try timed("bulk", reader) { try $0.receive(bulk, inOneGo: true) }
        numbers["bulk.bytes"] = Double(bulk.reduce(0) { $0 + $1.count })
        let more = Workload.updates(2 * Self.singles, seed: 2)
        var messages: [[UInt8]] = []
        try timed("stream", author) { work in
            for index in Self.singles..<(2 * Self.singles) { messages += try work.apply(more[index...index]) }
        }
        try timed("single", reader) { try $0.receive(messages, inOneGo: false) }
        numbers["single.bytes"] = Double(messages.reduce(0) { $0 + $1.count }) / Double(messages.count)
        try checkEqual()
    }

    private mutating func timed(_ phase: String, _ replica: Replica, _ body: (inout EngineWork) throws -> Void) throws {
        let signatures = replica.crypto.signatureNanoseconds
        writesNanoseconds = 0
        let start = ProcessorClock.now
        try body(&self)
        numbers[phase] = Double(ProcessorClock.now - start) / 1e9
        numbers[phase + ".signatures"] = Double(replica.crypto.signatureNanoseconds - signatures) / 1e9
        numbers[phase + ".writes"] = Double(writesNanoseconds) / 1e9
    }

    private var writesNanoseconds: UInt64 = 0

    private mutating func keep(_ replica: Replica) {
        let start = ProcessorClock.now
        replica.keep()
        writesNanoseconds += ProcessorClock.now - start
    }

    private mutating func commit(_ transaction: Transaction) throws -> [[UInt8]] {
        moment = Moment(microseconds: moment.microseconds + 1_000)
        let receipt = try author.store.commit(transaction, at: moment)
        keep(author)
        return receipt?.deltas.map(\.bytes) ?? []
    }

    private mutating func create(_ products: Range<Int>) throws -> [[UInt8]] {
        var transaction = author.store.transaction()
        for product in products {
            let address = Self.address(product)
            for (index, field) in Workload.fields.enumerated() {
                try transaction.set(address, field, to: .text(Workload.firstText(index, of: product)))
            }
            try transaction.add(address, Workload.stock, Workload.firstStock)
        }
        return try commit(transaction)
    }

    private mutating func apply(_ updates: ArraySlice<Workload.Update>) throws -> [[UInt8]] {
        var transaction = author.store.transaction()
        for update in updates {
            let address = Self.address(update.product)
            switch update.change {
            case .add(let amount): try transaction.add(address, Workload.stock, amount)
            case .set(let field, let text): try transaction.set(address, Workload.fields[field], to: .text(text))
            }
        }
        return try commit(transaction)
    }

    /// Decodes and takes in: all as one intake, or each by itself as it comes live.
    private mutating func receive(_ bodies: [[UInt8]], inOneGo: Bool) throws {
        moment = Moment(microseconds: moment.microseconds + 1_000)
        let step = inOneGo ? max(1, bodies.count) : 1
        for start in stride(from: 0, to: bodies.count, by: step) {
            var incoming: [Incoming] = []
            for body in bodies[start..<min(start + step, bodies.count)] {
                incoming.append(Incoming(try Delta(bytes: body, hash: reader.crypto.hash(body)), isLive: !inOneGo))
            }
            let intake = try reader.store.receive(incoming, at: moment)
            guard intake.counted.count == incoming.count else {
                throw BenchmarkError.failed("\(intake.counted.count) of \(incoming.count) deltas count")
            }
            keep(reader)
        }
    }

    /// What was measured must have worked: both hold the same.
    private func checkEqual() throws {
        guard author.store.spaces[.shop]?.hash == reader.store.spaces[.shop]?.hash,
            author.store.ids(Workload.collection, in: .shop).count == Workload.products
        else { throw BenchmarkError.failed("the two replicas differ") }
    }

    private static func address(_ product: Int) -> DocumentAddress {
        DocumentAddress(.shop, DocumentKey(Workload.collection, Workload.id(product)))
    }
}
