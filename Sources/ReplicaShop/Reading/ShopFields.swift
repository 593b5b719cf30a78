import Replica

/// The fields that filters can ask the shop's lists for. Amounts are compared in units of their currency (`total > 1000`); behind a
/// point they have `minor`, their smallest units, and `currency`.
public enum ShopFields {}

extension FilterValue {
    /// A day, or nothing.
    init(_ day: Day?) { self.init(day?.description) }

    /// A count.
    init(_ count: Int) { self = .number(FilterNumber(Int64(count))) }

    /// A moment.
    init(microseconds: UInt64) { self = .text(MomentText.utc(microseconds: microseconds)) }

    /// Texts.
    init(_ texts: [String]) { self = .list(texts.map { .text($0) }) }
}

extension FilterFields {
    /// What an amount can be asked for: itself, its smallest units, its currency.
    static func amount(_ name: String, _ read: @escaping @Sendable (Row) -> Money?) -> [Field] {
        [
            Field(name, .amount) { row in
                read(row).map { .number(FilterNumber($0.minor, scale: $0.currency.exponent)) } ?? .null
            },
            Field(name + ".minor", .number) { FilterValue(read($0)?.minor) },
            Field(name + ".currency", .text) { FilterValue(read($0)?.currency.code) },
        ]
    }
}
