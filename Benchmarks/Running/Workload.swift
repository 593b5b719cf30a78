/// The workload that other engines were measured with (`measure/crdt/workload.py`): products with five texts and a stock.
/// splitmix64; per update one draw r and, for a field, one draw s:
///   product = r % 10000;  bit 32 of r clear: stock += (r >> 40) % 21 - 10
///                         bit 32 of r set:   field (r >> 34) % 5 = the 12 lowest hexadecimal digits of s
struct Workload {
    /// How many products there are.
    static let products = 10_000
    /// The collection.
    static let collection = "product"
    /// The texts of a product.
    static let fields = ["name", "sku", "supplier", "shelf", "note"]
    /// The counter of a product.
    static let stock = "stock"
    /// What every product's stock begins with.
    static let firstStock: Int64 = 100

    /// What an update does.
    enum Change {
        case add(Int64)
        case set(field: Int, text: String)
    }

    /// One update.
    struct Update {
        let product: Int
        let change: Change
    }

    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The next update.
    mutating func next() -> Update {
        let draw = number()
        let product = Int(draw % UInt64(Self.products))
        guard draw >> 32 & 1 == 1 else {
            return Update(product: product, change: .add(Int64((draw >> 40) % 21) - 10))
        }
        let digits = String(number() & (1 << 48 - 1), radix: 16)
        let text = String(repeating: "0", count: 12 - digits.count) + digits
        return Update(product: product, change: .set(field: Int((draw >> 34) % 5), text: text))
    }

    /// Several updates.
    static func updates(_ count: Int, seed: UInt64) -> [Update] {
        var workload = Workload(seed: seed)
        return (0..<count).map { _ in workload.next() }
    }

    /// A product's id.
    static func id(_ product: Int) -> String { "p" + padded(product) }

    /// What a product's text begins with.
    static func firstText(_ field: Int, of product: Int) -> String { fields[field].prefix(4) + "-" + padded(product) }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    private mutating func number() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
