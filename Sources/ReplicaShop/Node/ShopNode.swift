// A node with the shop's rules on it. Every action is one transaction: it is judged, written to disk and pushed as a whole,
// or refused and nothing is changed. An action may carry an operation key; done again with the same key it changes nothing
// and gives the first result.

public import Foundation
public import Replica

/// A shop on a node: bills, payments, products, stock and customers, by the rules of the trade.
///
/// On a customer's node only what a customer may do is done (``report(bill:as:operation:)`` and its like); everything else is
/// refused with ``TradeFault/adminsOnly(_:)`` before anything is written.
public final class ShopNode: Sendable {
    /// How short the beginning of an id may be that names a document.
    public static let shortestPrefix = 4
    /// How much of an id a message shows, for people to name the document by.
    static let shownPrefix = 8

    /// The node.
    public let node: Node
    /// Where the shop is: decides which day it is.
    public let timeZone: TimeZone

    /// Whether actions are only tried: judged by all rules, with the result they would have, and not written.
    public let isRehearsal: Bool

    let projections: Projections
    private let subscription: Subscription

    /// Puts the shop's rules on a node that was opened, founded or joined with `Schema.shop`.
    public init(_ node: Node, timeZone: TimeZone = .current) async throws {
        let projections = Projections()
        self.node = node
        self.timeZone = timeZone
        self.projections = projections
        isRehearsal = false
        subscription = try await node.onChange { projections.note($0) }
    }

    /// The same shop for trying actions out.
    public var rehearsal: ShopNode { ShopNode(rehearsing: self) }

    private init(rehearsing shop: ShopNode) {
        node = shop.node
        timeZone = shop.timeZone
        projections = shop.projections
        subscription = shop.subscription
        isRehearsal = true
    }

    /// Founds a shop in an empty directory: its settings, a number series and the walk-in customer.
    public static func found(
        at directory: String, settings: ShopSettings, nodeName: String, timeZone: TimeZone = .current
    ) async throws -> (shop: ShopNode, recoveryCode: RecoveryCode) {
        let settings = try settings.checked()
        let (node, code) = try await Node.found(at: directory, schema: .shop, name: nodeName)
        let shop = try await ShopNode(node, timeZone: timeZone)
        _ = try await shop.setUp(settings)
        return (shop, code)
    }

    /// Opens the shop of a directory that was founded or has joined.
    public static func open(at directory: String, timeZone: TimeZone = .current) async throws -> ShopNode {
        let shop = try await ShopNode(try await Node.open(at: directory, schema: .shop), timeZone: timeZone)
        try await shop.claimSeries()
        return shop
    }

    /// Closes the node.
    public func close() async { await node.close() }

    /// The present day where the shop is.
    public var today: Day {
        Desk.day(microseconds: UInt64(max(0, Date().timeIntervalSince1970) * 1_000_000), in: timeZone)
    }

    /// One transaction of a person. `adminsTask` says what is being done, if only admins may; on a customer's node it is
    /// refused before it begins.
    func act<T: Codable & Sendable>(
        _ adminsTask: String?, as user: String, _ operation: OperationKey?,
        _ body: @escaping @Sendable (inout Transaction, Desk) throws -> T
    ) async throws -> Receipt<T> {
        if let adminsTask, !node.isAdmin { throw ShopError.trade(.adminsOnly(adminsTask)) }
        let user = try Self.cleanUser(user)
        let zone = timeZone
        return try await node.write(as: user, operation: operation, dryRun: isRehearsal) { transaction in
            let desk = Desk(user: user, today: Desk.day(microseconds: transaction.nowMicroseconds, in: zone))
            return try body(&transaction, desk)
        }
    }

    /// The most bytes of a user's name: a bound of the format.
    private static let maximumUserBytes = 128

    private static func cleanUser(_ user: String) throws(ShopError) -> String {
        guard let clean = try TextKind.name.cleanOptional(user) else { return "" }
        guard clean.utf8.count <= maximumUserBytes else {
            throw .text(.name, .tooLong(limit: maximumUserBytes))
        }
        return clean
    }
}
