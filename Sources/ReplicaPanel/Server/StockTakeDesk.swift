// A stock-take lasts hours and must survive a closed page, another tab and a restart of the program: so what was scanned is kept on
// this node's disk, not in the browser. Nothing of it is a document: it becomes one when a count is applied.

import Replica
import ReplicaShop

/// The one stock-take that is under way on this node.
actor StockTakeDesk {
    /// Why something of it can't be done.
    enum Obstacle: Error {
        /// One is under way.
        case open
        /// None is.
        case closed
        /// The product was not scanned.
        case notScanned
        /// It holds as many products as it can.
        case full
    }

    /// The most products of one stock-take.
    static let capacity = 20_000
    private static let headName = "stocktake"
    private static let itemPrefix = "stocktake/"

    private let shop: ShopNode
    private var take: StockTake?
    private var isLoaded = false

    init(shop: ShopNode) { self.shop = shop }

    /// The stock-take; nil while there is none.
    func current() async throws -> StockTake? {
        try await load()
        return take
    }

    /// Begins one at a place; empty for the shop itself.
    func begin(place: String, at now: UInt64) async throws -> StockTake {
        try await load()
        guard take == nil else { throw Obstacle.open }
        let begun = StockTake(place: place, startedAtMicroseconds: now)
        take = begun
        try await shop.node.keep([Self.headName: begun.bytes])
        return begun
    }

    /// Ends it; what was not applied is forgotten.
    func end() async throws {
        try await load()
        guard let ended = take else { throw Obstacle.closed }
        take = nil
        var gone: [String: [UInt8]?] = [Self.headName: nil]
        for id in ended.items.keys { gone[Self.itemPrefix + id] = .some(nil) }
        try await shop.node.keep(gone)
    }

    /// A product was scanned: what is known of its level now is remembered, unless it was scanned before and is not counted `anew`.
    func scan(_ code: String, anew: Bool, at now: UInt64) async throws -> StockTakeItem {
        try await load()
        guard let place = take?.place else { throw Obstacle.closed }
        let scan = try await shop.scan(code, place: place.isEmpty ? nil : place)
        if !anew, let known = take?.items[scan.product] { return known }
        guard take?.items.count ?? 0 < Self.capacity else { throw Obstacle.full }
        let item = StockTakeItem(
            product: scan.product, scan: scan.token, level: scan.expected, scannedAtMicroseconds: now,
            operation: shop.node.newOperation().description)
        try await put(item)
        return item
    }

    /// So many were counted of a product that was scanned.
    func set(_ product: String, counted: Int64) async throws -> StockTakeItem {
        var item = try await self.item(product)
        item.counted = counted
        item.operation = shop.node.newOperation().description
        try await put(item)
        return item
    }

    /// So many more, or fewer, were counted: two pages that count one product add up.
    func add(_ product: String, _ quantity: Int64, step: String) async throws -> StockTakeItem {
        var item = try await self.item(product)
        item.add(quantity, step: step)
        item.operation = shop.node.newOperation().description
        try await put(item)
        return item
    }

    /// A product that was scanned.
    func item(_ product: String) async throws -> StockTakeItem {
        try await load()
        guard let take else { throw Obstacle.closed }
        guard let item = take.items[product] else { throw Obstacle.notScanned }
        return item
    }

    /// Takes a product out: its count was applied, or is not to be.
    func remove(_ product: String) async throws {
        _ = try await item(product)
        take?.items[product] = nil
        try await shop.node.keep([Self.itemPrefix + product: nil])
    }

    private func put(_ item: StockTakeItem) async throws {
        guard take != nil else { throw Obstacle.closed }
        take?.items[item.product] = item
        try await shop.node.keep([Self.itemPrefix + item.product: item.bytes])
    }

    private func load() async throws {
        guard !isLoaded else { return }
        let kept = try await shop.node.kept()
        // Another call may have come first while this one waited for the disk.
        guard !isLoaded else { return }
        isLoaded = true
        guard var found = kept[Self.headName].flatMap(StockTake.init(bytes:)) else { return }
        for (name, bytes) in kept where name.hasPrefix(Self.itemPrefix) {
            if let item = StockTakeItem(bytes: bytes) { found.items[item.product] = item }
        }
        take = found
    }
}
