/// How a level stands against its threshold.
public enum StockStatus: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
    case ok
    /// At or under the threshold.
    case low
    /// Nothing left.
    case out
    /// More left than was recorded in.
    case belowZero = "below-zero"

    /// The status of `level` pieces. Without a threshold there is no low stock, but out and below zero there are.
    public init(level: Int128, threshold: Int64?) {
        if level < 0 {
            self = .belowZero
        } else if level == 0 {
            self = .out
        } else {
            self = threshold.map { level <= Int128($0) } == true ? .low : .ok
        }
    }

    /// From well to badly off.
    public static func < (one: StockStatus, other: StockStatus) -> Bool { one.severity < other.severity }

    private var severity: Int {
        switch self {
        case .ok: 0
        case .low: 1
        case .out: 2
        case .belowZero: 3
        }
    }
}
