import Foundation
import Replica
import ReplicaShop
import Synchronization

/// The messages of the last thirty days, the latest first. They are read from the feed, which the node keeps on disk anyway; only up to
/// where the user has read them is kept beside it, on the node, so that all its browsers agree.
final class MessageLog: Sendable {
    /// How far back messages are told.
    static let days: Int64 = 30
    /// The most messages of one answer.
    static let pageMessages = 200
    /// How many unread ones are counted; a person who sees so many does not ask how many more.
    static let countedUnread = 100
    /// How many rows of the feed one answer looks at.
    private static let scannedRows = 10_000
    private static let pageRows = 256
    private static let markName = "messages-read"

    /// A stretch of the log.
    struct Page: Sendable {
        /// The latest first.
        var items: [JSON] = []
        /// Where the next page begins; nil at the end.
        var next: UInt64?
    }

    private let shop: ShopNode
    private let mark = Mutex<UInt64?>(nil)
    /// How far unread messages were counted: every page asks after every change, and rows that were looked at stay what they were.
    private let counted = Mutex<Count?>(nil)

    private struct Count {
        let mark: UInt64
        var end: UInt64
        var unread = 0
    }

    /// That of a node.
    init(shop: ShopNode) { self.shop = shop }

    /// At least `limit` messages of rows before `before`, or of the latest; those of one row are not torn apart. Of none, no row is looked
    /// at. With `own`, what this node did itself is told like what others did.
    func page(before: UInt64?, limit: Int, own: Bool = false) async throws -> Page {
        var end = try await start(before)
        let oldest = Int64(Date().timeIntervalSince1970 * 1000) - Self.days * 86_400_000
        var page = Page()
        var names: [String: String] = [:]
        var scanned = 0
        while limit > 0, end > 0, scanned < Self.scannedRows {
            let count = min(end, UInt64(Self.pageRows))
            let rows = try await shop.node.feed(after: end - count, limit: Int(count))
            guard let first = rows.first else { return page }
            let messages = try await Self.messages(of: rows, shop, own: own)
            for (row, found) in zip(rows, messages).reversed() {
                guard row.receivedAtMilliseconds >= oldest else { return page }
                for message in found { page.items.append(try await json(message, row, &names)) }
                if page.items.count >= limit {
                    page.next = row.seq > 1 ? row.seq : nil
                    return page
                }
            }
            scanned += rows.count
            end = first.seq - 1
        }
        page.next = end > 0 ? end + 1 : nil
        return page
    }

    /// How many there are after the mark, up to ``countedUnread``.
    func unread() async throws -> Int {
        let mark = try await readMark()
        let known = counted.withLock { $0?.mark == mark ? $0 : nil }
        var count = known ?? Count(mark: mark, end: mark)
        var scanned = 0
        while count.unread < Self.countedUnread, scanned < Self.scannedRows {
            let rows = try await shop.node.feed(after: count.end, limit: Self.pageRows)
            guard let last = rows.last else { break }
            count.unread += try await Self.messages(of: rows, shop).reduce(0) { $0 + $1.count }
            scanned += rows.count
            count.end = last.seq
        }
        let found = count
        counted.withLock { $0 = found }
        return min(count.unread, Self.countedUnread)
    }

    /// Takes note that the user has read everything up to a row.
    func read(upTo seq: UInt64) async throws {
        let now = try await shop.node.feedPosition()
        let before = try await readMark()
        let wanted = max(before, min(seq, now))
        guard wanted != before else { return }
        mark.withLock { $0 = wanted }
        try await shop.node.keep([Self.markName: Array(String(wanted).utf8)])
    }

    /// The mark; what was there before the first look is nothing new.
    func readMark() async throws -> UInt64 {
        if let known = mark.withLock({ $0 }) { return known }
        let now = try await shop.node.feedPosition()
        let kept = try await shop.node.kept()[Self.markName].flatMap { UInt64(String(decoding: $0, as: UTF8.self)) }
        if kept == nil { try await shop.node.keep([Self.markName: Array(String(now).utf8)]) }
        // A disk that was set back has fewer rows than were read.
        let found = min(kept ?? now, now)
        return mark.withLock { mark in
            if mark == nil { mark = found }
            return mark ?? found
        }
    }

    /// The messages of rows, each row's in its order.
    private static func messages(
        of rows: [FeedTransaction], _ shop: ShopNode, own: Bool = false
    ) async throws -> [[PanelMessage]] {
        let id = shop.node.id
        return try await shop.node.read { snapshot in
            rows.map { row in
                PanelMessage.all(of: row, isOwn: row.node == id && !own, in: snapshot) { change in
                    FeedSituation(change.reference, in: snapshot).types(of: change)
                }
            }
        }
    }

    private func start(_ before: UInt64?) async throws -> UInt64 {
        let now = try await shop.node.feedPosition()
        return before.map { min($0 == 0 ? 0 : $0 - 1, now) } ?? now
    }

    private func json(
        _ message: PanelMessage, _ row: FeedTransaction, _ names: inout [String: String]
    ) async throws -> JSON {
        let name: String
        if let known = names[row.node] {
            name = known
        } else {
            name = try await shop.node.memberName(row.node)
            names[row.node] = name
        }
        var json = message.json
        json["seq"] = JSON(row.seq)
        json["nodeName"] = .string(name)
        json["user"] = .string(row.user)
        json["own"] = .bool(row.node == shop.node.id)
        json["live"] = .bool(row.isLive)
        json["at"] = JSON(milliseconds: row.receivedAtMilliseconds)
        return json
    }
}
