/// Why a level of stock changes. The reason sets the sign, so that nobody receives −5.
public enum StockReason: String, Hashable, Sendable, CaseIterable, Codable {
    /// Goods came in.
    case received
    /// Sold on a bill.
    case sold
    /// A customer brought it back, or its bill was voided.
    case returned
    /// The shelf was counted; the difference follows from the count, not from a person.
    case counted
    case damaged
    case lost
    /// Taken for the shop itself.
    case ownUse = "own-use"
    /// Between two places of the shop: one movement out, one in.
    case moved
    /// Anything else; needs a note.
    case correction

    /// In which direction a reason can change a level.
    public enum Direction: Hashable, Sendable {
        case incoming
        case outgoing
        /// The quantity comes with its sign.
        case either
    }

    /// The direction that the reason sets.
    public var direction: Direction {
        switch self {
        case .received, .returned: .incoming
        case .sold, .damaged, .lost, .ownUse: .outgoing
        case .counted, .moved, .correction: .either
        }
    }

    /// Whether a person can give this reason for a change of one level by hand.
    public var isAdjustment: Bool {
        switch self {
        case .received, .returned, .damaged, .lost, .ownUse, .correction: true
        case .sold, .counted, .moved: false
        }
    }

    /// The signed change that stands for `quantity` under this reason.
    ///
    /// The quantity is positive where the reason sets the sign, and comes with its sign where it does not; never zero.
    /// A correction needs a note. Throws ``ShopError/stock(_:)``.
    public func change(_ quantity: Int64, note: String? = nil) throws(ShopError) -> StockChange {
        guard quantity != 0 else { throw .stock(.zero) }
        guard quantity.magnitude <= StockChange.maximumQuantity.magnitude else { throw .stock(.tooLarge) }
        guard quantity > 0 || direction == .either else { throw .stock(.signed(self)) }
        let note = try note.map { (text) throws(ShopError) in try TextKind.note.clean(text) }
        guard self != .correction || note != nil else { throw .stock(.noteMissing) }
        return StockChange(reason: self, quantity: direction == .outgoing ? -quantity : quantity, note: note)
    }
}
