import ReplicaShop

/// Reads the members of a body whose shape was checked: what is left to find out is whether a text is a day, an amount, a rate. What
/// is wrong is told with the member's name.
struct BodyReader {
    let json: JSON
    /// The place of `json` in the body, as `lines/0/`.
    private let place: String

    init(_ json: JSON, place: String = "") {
        self.json = json
        self.place = place
    }

    /// A text; `nil` if it is absent or null.
    func text(_ name: String) -> String? { json[name]?.stringValue }

    /// A whole number.
    func integer(_ name: String) -> Int64? { json[name]?.integerValue }

    /// A truth value.
    func flag(_ name: String) -> Bool? { json[name]?.boolValue }

    /// A day.
    func day(_ name: String) throws(HTTPFailure) -> Day? {
        try read(name) { (json) throws(ShopError) in try json.stringValue.map(Day.init(parsing:)) }
    }

    /// A rate of tax.
    func rate(_ name: String) throws(HTTPFailure) -> TaxRate? {
        try read(name) { (json) throws(ShopError) in try json.stringValue.map(TaxRate.init(parsing:)) }
    }

    /// An amount; as text, it is in `currency`.
    func amount(_ name: String, in currency: Currency) throws(HTTPFailure) -> Money? {
        try read(name) { (json) throws(ShopError) in try Self.amount(json, in: currency) }
    }

    /// A percentage or an amount.
    func discount(_ name: String, in currency: Currency) throws(HTTPFailure) -> Discount? {
        try read(name) { (json) throws(ShopError) in
            if let percent = json["percent"]?.stringValue { return try Discount.percent(parsing: percent) }
            return try json["amount"].flatMap { (json) throws(ShopError) in try Self.amount(json, in: currency) }
                .map { .amount($0) }
        }
    }

    /// The lines of a bill or a draft.
    func lines(_ name: String, in currency: Currency) throws(HTTPFailure) -> [LineInput] {
        var lines: [LineInput] = []
        for (index, line) in (json[name]?.arrayValue ?? []).enumerated() {
            let line = BodyReader(line, place: "\(place)\(name)/\(index)/")
            lines.append(
                LineInput(
                    product: line.text("sku") ?? "", quantity: line.integer("quantity") ?? 0,
                    unitPrice: try line.amount("price", in: currency),
                    discount: try line.discount("discount", in: currency), key: line.text("key")))
        }
        return lines
    }

    /// What an edit makes of a member: nothing if it is absent; null empties.
    func change<T>(_ name: String, _ value: T?) -> Change<T?> { json[name] == nil ? .keep : .to(value) }

    /// The same for a member that cannot be emptied.
    func change<T>(required name: String, _ value: T?) -> Change<T> { value.map { .to($0) } ?? .keep }

    /// Reads a member that is there and not null.
    func read<T>(_ name: String, _ body: (JSON) throws(ShopError) -> T?) throws(HTTPFailure) -> T? {
        guard let member = json[name], !member.isNull else { return nil }
        do {
            return try body(member)
        } catch {
            var failure = HTTPFailure(error)
            failure.field = place + name
            throw failure
        }
    }

    private static func amount(_ json: JSON, in currency: Currency) throws(ShopError) -> Money? {
        if let text = json.stringValue { return try Money(parsing: text, in: currency, range: .any) }
        guard let minor = json["minor"]?.integerValue, let code = json["currency"]?.stringValue else { return nil }
        return Money(minor, try Currency(parsing: code))
    }
}
