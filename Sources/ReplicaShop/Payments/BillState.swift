/// The state of a bill as a document. An issued bill is never edited; it can only be voided.
public enum BillState: String, Hashable, Sendable, CaseIterable, Codable {
    case issued
    case void

    /// The declared machine: issued → void, by an admin, and no way back.
    public static let machine = ShopMachine<BillState>(
        field: "state", initial: .issued, ranks: [.issued: 0, .void: 1],
        moves: [.init(from: .issued, to: .void, roles: [.admin])])
}
