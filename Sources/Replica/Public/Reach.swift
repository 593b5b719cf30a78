/// How far a document's latest change has got, by what members have acknowledged.
public struct Reach: Hashable, Sendable {
    /// How many members, this node aside, are known to have it on disk.
    public let reached: Int
    /// How many members, this node aside, are entitled to it.
    public let members: Int

    /// Whether every entitled member has it.
    public var isEverywhere: Bool { reached == members }
}

extension Reach: CustomStringConvertible {
    /// `here only`, `on n of m`, or `everywhere`; this node counts.
    public var description: String {
        if reached == members { return members == 0 ? "here only" : "everywhere" }
        return reached == 0 ? "here only" : "on \(reached + 1) of \(members + 1)"
    }
}
