import ReplicaCommand
import ReplicaPanel

/// Reading the node's answers. What is missing in one is shown as nothing rather than stopping the command: a newer node may leave
/// out what an older command expects.
extension JSON {
    /// A text member; empty if it is missing or null.
    func text(_ key: String) -> String { self[key]?.stringValue ?? "" }

    /// A whole number.
    func number(_ key: String) -> Int64 { self[key]?.integerValue ?? 0 }

    /// A truth value.
    func flag(_ key: String) -> Bool { self[key]?.boolValue ?? false }

    /// The elements of an array member.
    func list(_ key: String) -> [JSON] { self[key]?.arrayValue ?? [] }

    /// An amount member, as `12.50 EUR`; empty without one.
    func money(_ key: String) -> String { self[key]?.moneyText ?? "" }

    /// This amount.
    var moneyText: String? {
        guard let minor = self["minor"]?.integerValue, let currency = self["currency"]?.stringValue else { return nil }
        return MoneyText.format(minor: minor, currency: currency)
    }

    /// A value in few words: an amount, a text, a number, the lines of a bill; longer ones cut.
    func words(_ limit: Int) -> String {
        let text = words
        return text.count > limit ? text.prefix(limit - 1) + "…" : text
    }

    private var words: String {
        switch self {
        case .null: "nothing"
        case .string(let text): text
        case .array(let elements): elements.isEmpty ? "nothing" : elements.map(\.words).joined(separator: ", ")
        case .object(let members): moneyText ?? billWords ?? members.map(Self.words(of:)).joined(separator: ", ")
        case .bool, .integer, .number: "\(self)"
        }
    }

    /// The totals or a line of a bill.
    private var billWords: String? {
        if let total = self["total"]?.integerValue, let currency = self["currency"]?.stringValue {
            return MoneyText.format(minor: total, currency: currency)
        }
        guard let quantity = self["quantity"]?.integerValue, let name = self["name"]?.stringValue else { return nil }
        return "\(quantity) x \(name)"
    }

    private static func words(of member: JSONObject.Element) -> String { "\(member.key) \(member.value.words)" }

    /// Who wrote: the user, or the computer where nobody was named.
    var writer: String { text("user").isEmpty ? text("nodeName") : text("user") }

    /// A moment; `nil` without one.
    func moment(_ key: String) -> Timestamp? { self[key]?.stringValue.flatMap { Timestamp(rfc3339: $0) } }

    /// An object of these members alone, null where one is missing: what scripts are promised.
    func only(_ keys: [String]) -> JSON { .object(JSONObject(keys.map { ($0, self[$0] ?? .null) })) }

    /// Without these members.
    func without(_ keys: [String]) -> JSON {
        var copy = self
        for key in keys { copy[key] = nil }
        return copy
    }

    /// How far a document has got: `here only`, `on 2 of 3`, `everywhere`.
    var reachText: String { self["reach"]?.text("text") ?? "" }

    /// For tab-separated lines: a text as it is, nothing for null, all else as JSON.
    func plain(_ key: String) -> String {
        switch self[key] {
        case nil, .null?: ""
        case .string(let text)?: text
        case .some(let value): "\(value)"
        }
    }
}
