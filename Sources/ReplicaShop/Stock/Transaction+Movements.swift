import Replica

extension Transaction {
    /// Changes a level and writes the movement that stands for it, in one.
    ///
    /// - Parameters:
    ///   - path: the counter of the place.
    ///   - id: of the movement: from the action, or from the bill's line.
    ///   - bill: the bill's id, for what is sold.
    ///   - atMicroseconds: when it happened, if that is not now.
    mutating func record(
        _ change: StockChange, of product: String, at path: String, id: String, bill: String? = nil,
        line: String? = nil, atMicroseconds: Int64? = nil, _ desk: Desk
    ) throws {
        try add(DocumentReference(.shop, ShopCollection.product, product), path, change.quantity)
        try writeMovement(
            change, of: product, at: path, id: id, bill: bill, line: line, by: desk.user,
            atMicroseconds: atMicroseconds)
    }

    /// Writes a movement whose part of the level is written elsewhere (an effect, or the sum of several lines).
    mutating func writeMovement(
        _ change: StockChange, of product: String, at path: String, id: String, bill: String? = nil,
        line: String? = nil, by user: String = "", atMicroseconds: Int64? = nil, reverses movement: String? = nil
    ) throws {
        let reference = DocumentReference(.shop, ShopCollection.movement, id)
        try set(reference, "product", to: .text(product))
        if let bill { try set(reference, "bill", to: .text(bill)) }
        let place = StockPlace.name(of: path)
        try set(
            reference, "change",
            to: .map(present: [
                ("quantity", .integer(change.quantity)), ("reason", .text(change.reason.rawValue)),
                ("note", change.note.map { .text($0) }), ("line", line.map { .text($0) }),
                ("place", place.isEmpty ? nil : .text(place)), ("by", user.isEmpty ? nil : .text(user)),
                ("at", atMicroseconds.map { .integer($0) }), ("reverses", movement.map { .text($0) }),
            ]))
    }
}
