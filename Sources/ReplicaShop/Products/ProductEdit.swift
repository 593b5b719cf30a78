/// What an edit changes of a product; what is not named stays as it is. Levels are changed by movements only.
public struct ProductEdit: Hashable, Sendable {
    /// The shop's own key for it.
    public var sku: Change<String> = .keep
    /// What it is called.
    public var name: Change<String> = .keep
    /// For one.
    public var price: Change<Money> = .keep
    /// Nil: the shop's usual rate.
    public var taxRate: Change<TaxRate?> = .keep
    /// Nil: no alert.
    public var threshold: Change<Int64?> = .keep
    /// The level to fill up to.
    public var target: Change<Int64?> = .keep
    /// What a scanner reads.
    public var barcode: Change<String?> = .keep
    /// For grouping.
    public var category: Change<String?> = .keep
    /// Who delivers it, for the order list.
    public var supplier: Change<String?> = .keep
    /// Whether it must not be sold below zero.
    public var isStrict: Change<Bool> = .keep

    /// An edit that changes nothing yet.
    public init() {}
}
