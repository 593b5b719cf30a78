/// The ids of movements that stand for an effect: made apart by two nodes, they are one document, and one effect.
enum MovementID {
    /// What a line of a bill took.
    static func sale(of bill: String, _ line: String) -> String { "sale:\(bill):\(line)" }

    /// The return of a line's goods when its bill was voided; also the name of the effect in the counter.
    static func void(of bill: String, _ line: String) -> String { "void:\(bill):\(line)" }

    /// The taking back of a movement; also the name of the effect in the counter.
    static func reversal(of movement: String) -> String { "reverse:\(movement)" }
}
