/// The shop's collections by name: documents, feed filters and routes use these words.
public enum ShopCollection {
    /// The shop's settings, in `shop`: one document, ``settingsID``.
    public static let settings = "settings"
    /// Products and their stock, in `shop`.
    public static let product = "product"
    /// People and companies that buy, in `shop`; the id is that of the customer's space.
    public static let customer = "customer"
    /// Bills in the making, in `shop`.
    public static let draft = "draft"
    /// The ledger of stock, in `shop`; written once.
    public static let movement = "stockTransaction"
    /// Stock-takes of one product each, in `shop`; written once.
    public static let count = "stockCount"
    /// Number series, in `shop`: which replica writes each, and the last number spent; the id is the name.
    public static let series = "series"
    /// Issued bills, in the customer's space.
    public static let bill = "bill"
    /// The ledger of a bill: payments, refunds, reversals, in the customer's space; written once.
    public static let payment = "payment"
    /// Credits on a bill, in the customer's space; written once.
    public static let credit = "credit"
    /// What a customer asks about a bill, in the customer's space.
    public static let question = "question"
    /// What the customer may see of itself and of the shop, in the customer's space: one document, ``profileID``.
    public static let profile = "profile"

    /// All of them.
    package static let all = [
        settings, product, customer, draft, movement, count, series, bill, payment, credit, question, profile,
    ]

    /// The id of the only document of ``settings``.
    public static let settingsID = "settings"
    /// The id of the only document of ``profile`` in a space.
    public static let profileID = "profile"
}
