/// The least that a store of mergeable products can do, in plain and safe Swift: registers with one number for a stamp,
/// a tally per replica, no signature, no history, no permission, no feed, no disk. A floor for the engine, not a rival.
struct FloorStore {
    /// A register: the greater stamp holds.
    struct Register {
        var stamp: UInt64 = 0
        var text = ""
    }

    /// One replica's share of a counter.
    struct Tally {
        let replica: UInt8
        var added: UInt64 = 0
        var taken: UInt64 = 0
    }

    /// A product, with one bit for each part that the next message must carry.
    struct Product {
        let id: String
        var registers = [Register](repeating: Register(), count: Workload.fields.count)
        var tallies: [Tally] = []
        var changed: UInt8 = 0
    }

    private let replica: UInt8
    private var places: [String: Int] = [:]
    private(set) var products: [Product] = []
    private var changed: [Int] = []
    private var clock: UInt64 = 1_700_000_000_000
    private static let stockBit: UInt8 = 1 << 5

    init(replica: UInt8) { self.replica = replica }

    /// Applies a local change.
    mutating func apply(_ id: String, _ change: Workload.Change) {
        let place = place(of: id)
        if products[place].changed == 0 { changed.append(place) }
        switch change {
        case .add(let amount):
            let tally = tally(of: replica, in: place)
            if amount < 0 {
                products[place].tallies[tally].taken += amount.magnitude
            } else {
                products[place].tallies[tally].added += amount.magnitude
            }
            products[place].changed |= Self.stockBit
        case .set(let field, let text):
            clock += 1
            products[place].registers[field] = Register(stamp: clock << 8 | UInt64(replica), text: text)
            products[place].changed |= 1 << UInt8(field)
        }
    }

    /// What changed since the last call.
    mutating func takeMessage() -> [UInt8] {
        var message: [UInt8] = []
        for place in changed { encode(place, into: &message) }
        changed.removeAll(keepingCapacity: true)
        return message
    }

    private mutating func encode(_ place: Int, into message: inout [UInt8]) {
        let product = products[place]
        products[place].changed = 0
        Self.append(product.id, to: &message)
        message.append(product.changed)
        for (field, register) in product.registers.enumerated() where product.changed >> UInt8(field) & 1 == 1 {
            Self.append(register.stamp, to: &message)
            Self.append(register.text, to: &message)
        }
        guard product.changed & Self.stockBit != 0 else { return }
        message.append(UInt8(product.tallies.count))
        for tally in product.tallies {
            message.append(tally.replica)
            Self.append(tally.added, to: &message)
            Self.append(tally.taken, to: &message)
        }
    }

    /// Takes in another's message; false if it is malformed.
    mutating func merge(_ message: [UInt8]) -> Bool {
        var reader = FloorReader(message)
        while !reader.isAtEnd {
            guard let id = reader.text(), let parts = reader.byte() else { return false }
            let place = place(of: id)
            for field in products[place].registers.indices where parts >> UInt8(field) & 1 == 1 {
                guard let stamp = reader.number(), let text = reader.text() else { return false }
                if stamp > products[place].registers[field].stamp {
                    products[place].registers[field] = Register(stamp: stamp, text: text)
                }
            }
            guard parts & Self.stockBit != 0 else { continue }
            guard let count = reader.byte() else { return false }
            for _ in 0..<count {
                guard let author = reader.byte(), let added = reader.number(), let taken = reader.number() else {
                    return false
                }
                let tally = tally(of: author, in: place)
                products[place].tallies[tally].added = max(products[place].tallies[tally].added, added)
                products[place].tallies[tally].taken = max(products[place].tallies[tally].taken, taken)
            }
        }
        return true
    }

    private mutating func place(of id: String) -> Int {
        if let known = places[id] { return known }
        places[id] = products.count
        products.append(Product(id: id))
        return products.count - 1
    }

    private mutating func tally(of author: UInt8, in place: Int) -> Int {
        if let known = products[place].tallies.firstIndex(where: { $0.replica == author }) { return known }
        products[place].tallies.append(Tally(replica: author))
        return products[place].tallies.count - 1
    }

    private static func append(_ number: UInt64, to message: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            message.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        message.append(UInt8(rest))
    }

    private static func append(_ text: String, to message: inout [UInt8]) {
        append(UInt64(text.utf8.count), to: &message)
        message.append(contentsOf: text.utf8)
    }
}
