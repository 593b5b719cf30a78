import ReplicaCRDT
import Testing

@Suite struct ValueLimitsTests {
    @Test func `a value is encodable exactly if its bytes are read again`() {
        let limit = Value.lengthLimit
        let long = String(repeating: "x", count: limit)
        var odd: [Value] = [
            .text(long), .text(long + "x"), .bytes([UInt8](repeating: 0, count: limit)),
            .bytes([UInt8](repeating: 0, count: limit + 1)), .list([Value](repeating: .null, count: limit)),
            .list([Value](repeating: .null, count: limit + 1)), .map([.init(long, .null)]),
            .map([.init(long + "x", .null)]), .map([.init("b", .null), .init("a", .null)]),
            .map([.init("a", .null), .init("a", .null)]),
            .map([.init("a", .null), .init("b", .list([.text(long + "x")]))]),
        ]
        for depth in 14...18 {
            odd.append((1..<depth).reduce(Value.null) { value, _ in .list([value]) })
            odd.append((1..<depth).reduce(Value.null) { value, _ in .map([.init("k", value)]) })
        }
        for (number, value) in odd.enumerated() { Self.check(value, origin: "odd value \(number)") }
        #expect(odd.filter(\.isEncodable).count == 4 + 6)
        for seed in UInt64(1)...1500 {
            var random = SplitMix64(seed: seed)
            let value = random.value()
            holds(value.isEncodable, "seed \(seed)")
            guard case .map(let members) = value else { continue }
            Self.check(.map(members.shuffled(using: &random) + members.prefix(random.below(2))), origin: "seed \(seed)")
        }
    }

    @Test func `a real that is not finite is not encodable`() {
        for real in [Double.nan, .infinity, -.infinity] {
            #expect(!Value.real(real).isEncodable)
            #expect(!Value.map([.init("a", .list([.real(real)]))]).isEncodable)
        }
        #expect(Value.real(-0.0).isEncodable)
    }

    private static func check(_ original: Value, origin: String) {
        let isRead = (try? value(of: bytes(of: original))) == original
        holds(original.isEncodable == isRead, origin)
    }
}
