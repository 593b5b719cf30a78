public import Replica

extension Money {
    /// `{currency, minor}`, one field: an amount without its currency makes no sense.
    public var value: Value { .map(of: [("currency", .text(currency.code)), ("minor", .integer(minor))]) }

    /// Reads what ``value`` writes.
    public init?(_ value: Value?) {
        guard let code = value?["currency"]?.text, let minor = value?["minor"]?.integer,
            let currency = try? Currency(parsing: code)
        else { return nil }
        self.init(minor, currency)
    }
}

extension Discount {
    /// `{points}`, or an amount.
    var value: Value {
        switch self {
        case .basisPoints(let points): .map(of: [("points", .integer(Int64(points)))])
        case .amount(let money): money.value
        }
    }

    /// Reads what ``value`` writes.
    init?(_ value: Value?) {
        if let points = value?["points"]?.integer {
            self = .basisPoints(Int(clamping: points))
        } else if let money = Money(value) {
            self = .amount(money)
        } else {
            return nil
        }
    }
}

extension TaxRate {
    /// Basis points.
    var value: Value { .integer(Int64(basisPoints)) }

    /// Reads what ``value`` writes.
    init?(_ value: Value?) {
        guard let points = value?.integer, let exact = Int(exactly: points) else { return nil }
        self.init(basisPoints: exact)
    }
}

extension Day {
    /// As text, so that it can be compared and read.
    var value: Value { .text(description) }

    /// Reads what ``value`` writes.
    init?(_ value: Value?) {
        guard let text = value?.text, let day = try? Day(parsing: text) else { return nil }
        self = day
    }
}

extension Value {
    /// A map from those members that are there.
    static func map(present members: [(String, Value?)]) -> Value {
        .map(of: members.compactMap { key, value in value.map { (key, $0) } })
    }

    /// The text, or no value.
    static func text(orNull text: String?) -> Value { text.map { .text($0) } ?? .null }

    /// True or false; nil for other values.
    var truth: Bool? { if case .bool(let value) = self { value } else { nil } }
}
