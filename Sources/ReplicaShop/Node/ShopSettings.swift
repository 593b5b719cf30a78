import Replica

/// What holds for the whole shop. A bill takes what it needs of it when it is issued, so that a change alters no old bill.
public struct ShopSettings: Hashable, Sendable, Codable {
    /// The shop's name, as it stands on bills.
    public var name: String
    /// The currency of prices and of new bills.
    public var currency: Currency
    /// How the totals of new bills are computed.
    public var taxRule: TaxRule
    /// The rate of products that have none of their own.
    public var taxRate: TaxRate
    /// What else stands on bills; nil for nothing.
    public var letterhead: Letterhead?

    /// Settings; prices include the tax, rounded on each line, unless said otherwise.
    public init(
        name: String, currency: Currency = .eur, taxRule: TaxRule = TaxRule(prices: .included, precision: .line),
        taxRate: TaxRate = .zero
    ) {
        self.name = name
        self.currency = currency
        self.taxRule = taxRule
        self.taxRate = taxRate
    }

    static let reference = DocumentReference(.shop, ShopCollection.settings, ShopCollection.settingsID)

    /// Reads the document of an admin's node, or the copy in a customer's profile.
    init?(_ document: DocumentView, _ path: (String) -> Value?) {
        guard let name = path("name")?.text, let currency = path("currency")?.text,
            let rule = path("taxRule")?.text, let known = try? Currency(parsing: currency),
            let taxRule = try? TaxRule(parsing: rule)
        else { return nil }
        self.init(
            name: name, currency: known, taxRule: taxRule,
            taxRate: path("taxRate")?.integer.flatMap { TaxRate(basisPoints: Int(clamping: $0)) } ?? .zero)
        letterhead = Letterhead(path)
    }

    /// Every member by its name, `.null` for what is not there.
    var values: [(name: String, value: Value)] {
        [
            ("name", .text(name)), ("currency", .text(currency.code)), ("taxRule", .text(taxRule.description)),
            ("taxRate", .integer(Int64(taxRate.basisPoints))),
        ] + (letterhead ?? Letterhead()).values
    }

    /// For the customer's profile.
    var value: Value { .map(of: values.filter { $0.value != .null }) }

    /// The seller as a bill freezes it: the name, with a letterhead a map of everything.
    var seller: Value {
        guard let letterhead else { return .text(name) }
        return .map(of: [("name", .text(name))] + letterhead.values.filter { $0.value != .null })
    }
}
