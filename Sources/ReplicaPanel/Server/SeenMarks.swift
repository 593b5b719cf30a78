import Replica
import ReplicaShop
import Synchronization

/// Which bills the customer of this node has looked at, kept on the node, so that all its browsers agree.
///
/// A mark is when the bill had changed last as it was looked at. What was there before the first look at any list is nothing new.
final class SeenMarks: Sendable {
    private static let begunName = "seen"
    private static let billPrefix = "seen/"

    private let shop: ShopNode
    private let marks = Mutex<[String: UInt64]?>(nil)

    /// Those of a node.
    init(shop: ShopNode) { self.shop = shop }

    /// Takes note that somebody looks at bills, even if there are none: what comes from now on is new.
    func begin() async throws {
        if !shop.node.isAdmin { _ = try await load() }
    }

    /// What is new about a bill: `new` if it was never looked at, `paid` or `changed` since it was; nil if nothing is.
    func news(of bill: BillSummary) async throws -> String? {
        guard !shop.node.isAdmin else { return nil }
        let mark = try await load()[bill.id]
        guard bill.changedAtMicroseconds > mark ?? 0 else { return nil }
        return mark == nil ? "new" : bill.payment == .paid ? "paid" : "changed"
    }

    /// Takes note that bills were looked at as they are now.
    func look(at bills: [BillSummary]) async throws {
        _ = try await load()
        let fresh = marks.withLock { marks in
            bills.filter { marks?.updateValue($0.changedAtMicroseconds, forKey: $0.id) != $0.changedAtMicroseconds }
        }
        if !fresh.isEmpty { try await keep(fresh) }
    }

    private func load() async throws -> [String: UInt64] {
        if let known = marks.withLock({ $0 }) { return known }
        let kept = try await shop.node.kept()
        var found: [String: UInt64] = [:]
        for (name, value) in kept where name.hasPrefix(Self.billPrefix) {
            found[String(name.dropFirst(Self.billPrefix.count))] = UInt64(String(decoding: value, as: UTF8.self))
        }
        if kept[Self.begunName] == nil {
            let bills = try await shop.bills(BillFilter())
            try await keep(bills)
            try await shop.node.keep([Self.begunName: []])
            for bill in bills { found[bill.id] = bill.changedAtMicroseconds }
        }
        let loaded = found
        return marks.withLock { marks in
            if marks == nil { marks = loaded }
            return marks ?? loaded
        }
    }

    private func keep(_ bills: [BillSummary]) async throws {
        let marks = bills.map { (Self.billPrefix + $0.id, Array(String($0.changedAtMicroseconds).utf8)) }
        try await shop.node.keep(Dictionary(uniqueKeysWithValues: marks))
    }
}
