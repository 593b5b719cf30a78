public import Replica

/// What was counted of one product at one place.
public struct CountInput: Hashable, Sendable {
    /// The product: SKU, barcode, id.
    public var product: String
    /// How many lie there; zero or more.
    public var counted: Int64
    /// Where; nil: in the shop itself.
    public var place: String?
    /// What the counter's screen knew at the scan: movements that it had not seen count on top. Nil: all that is known now.
    public var scan: CounterSnapshot?
    /// In words.
    public var note: String?

    /// A count of these values.
    public init(
        product: String, counted: Int64, place: String? = nil, scan: CounterSnapshot? = nil, note: String? = nil
    ) {
        self.product = product
        self.counted = counted
        self.place = place
        self.scan = scan
        self.note = note
    }
}
