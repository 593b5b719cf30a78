/// Why a movement of stock is not taken back by an opposite one.
public enum ReversalObstacle: String, Hashable, Sendable, CaseIterable {
    /// It was taken back already.
    case reversed
    /// It takes another one back.
    case reversal
    /// It belongs to a bill.
    case bill
    /// It is one half of a move between places.
    case moved
    /// It is a count.
    case count
    /// The goods were counted after it, and the count has put the level right.
    case countedSince = "counted-since"

    /// What stands against taking back a row of the ledger. `countedAt`: when its place was last counted, microseconds since 1970.
    init?(_ row: MovementView, countedAtMicroseconds countedAt: UInt64?) {
        if row.counted != nil {
            self = .count
        } else if row.reverses != nil {
            self = .reversal
        } else if row.bill != nil || row.reason == .sold {
            self = .bill
        } else if row.reason == .moved {
            self = .moved
        } else if let countedAt, countedAt > row.madeAtMicroseconds {
            self = .countedSince
        } else {
            return nil
        }
    }

    var reason: String {
        switch self {
        case .reversed: "the movement was taken back already"
        case .reversal: "the movement takes another one back"
        case .bill: "the movement belongs to a bill"
        case .moved: "the goods were moved to another place, which is two movements"
        case .count: "a count is no movement"
        case .countedSince: "the goods were counted after it, and the count has put the level right"
        }
    }

    var advice: String {
        switch self {
        case .reversed, .reversal: "record what happened anew"
        case .bill: "void the bill, or credit it and take the goods back"
        case .moved: "move them back"
        case .count: "count again"
        case .countedSince: "count again if the level is wrong"
        }
    }
}
