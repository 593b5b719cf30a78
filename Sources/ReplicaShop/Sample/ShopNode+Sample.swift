import Foundation
import Replica

/// What loading a sample made.
public struct SampleResult: Hashable, Sendable, Codable {
    /// New products.
    public var products = 0
    /// New customers.
    public var customers = 0
    /// New bills.
    public var bills = 0
    /// New movements of stock, sales aside.
    public var movements = 0
    /// Entries of ledgers.
    public var entries = 0

    /// Nothing made.
    public init() {}
}

extension ShopNode {
    /// Loads an invented shop with a year of business. What is there already, by its keys, is left alone: loading it again
    /// changes nothing.
    public func loadSample(
        seed: UInt64 = 1, size: SampleShop.Size = SampleShop.Size(), as user: String = "",
        progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> SampleResult {
        let settings = try await settings()
        let sample = try SampleShop(
            seed: seed, today: today, currency: settings.currency, rule: settings.taxRule, size: size)
        var loader = SampleLoader(sample: sample, seed: seed, shop: self, user: user)
        return try await loader.load(progress)
    }
}

/// Loads a sample in transactions of some hundred documents.
private struct SampleLoader {
    let sample: SampleShop
    let seed: UInt64
    let shop: ShopNode
    let user: String
    var result = SampleResult()

    private static let perTransaction = 100

    mutating func load(_ progress: (Int, Int) -> Void) async throws -> SampleResult {
        let all = sample.products.count + sample.customers.count + sample.movements.count + sample.bills.count
        var done = 0
        let categories = sample.categories
        result.products = try await batches(sample.products, &done, all, progress) { transaction, product, _, desk in
            guard transaction.keyed(ShopCollection.product, "sku", product.sku) == nil else { return 0 }
            var input = product.input
            input.stock = 0
            input.category = categories[product.sku]
            _ = try transaction.addProduct(input, id: transaction.operation.documentID(product.sku), desk)
            return 1
        }
        result.customers = try await batches(sample.customers, &done, all, progress) {
            transaction, customer, index, _ in
            guard transaction.keyed(ShopCollection.customer, "ref", customer.ref) == nil else { return 0 }
            if index == 0 {
                // The first stands for all whose name nobody asked; the shop may have that customer already.
                let walkIn = try transaction.walkIn()
                if transaction.document(walkIn)?["ref"]?.text == nil {
                    var edit = CustomerEdit()
                    edit.texts["ref"] = .some(customer.ref)
                    _ = try transaction.edit(walkIn, edit, seen: [:])
                    return 0
                }
            }
            _ = try transaction.addCustomer(customer.input, id: transaction.operation.documentID(customer.ref))
            return 1
        }
        let (seed, zone) = (seed, shop.timeZone)
        result.movements = try await batches(sample.movements, &done, all, progress) {
            transaction, movement, index, desk in
            let id = "sample:\(seed):\(index)"
            guard transaction.document(DocumentReference(.shop, ShopCollection.movement, id)) == nil,
                let product = transaction.keyed(ShopCollection.product, "sku", movement.sku)
            else { return 0 }
            let noon = Int64(movement.day.number) * 86_400 + 43_200
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(noon)))
            try transaction.record(
                movement.change, of: product.id, at: StockPlace.field, id: id,
                atMicroseconds: (noon - Int64(offset)) * 1_000_000, desk)
            return 1
        }
        let bills = sample.bills.enumerated().map { (key: Self.key(seed, $0), bill: $1) }
        let loader = SampleBillLoader(shop: shop, user: user, perTransaction: Self.perTransaction)
        (result.bills, result.entries) = try await loader.load(bills) { batch in
            done += batch
            progress(done, all)
        }
        return result
    }

    private static func key(_ seed: UInt64, _ index: Int) -> String { "sample-\(seed)-\(index + 1)" }

    private func batches<Item: Sendable>(
        _ items: [Item], _ done: inout Int, _ all: Int, _ progress: (Int, Int) -> Void,
        _ body: @escaping @Sendable (inout Transaction, Item, Int, Desk) throws -> Int
    ) async throws -> Int {
        var made = 0
        for start in stride(from: 0, to: items.count, by: Self.perTransaction) {
            let end = min(items.count, start + Self.perTransaction)
            let batch = Array(items[start..<end])
            made += try await shop.act("load samples", as: user, nil) { transaction, desk in
                var made = 0
                for (offset, item) in batch.enumerated() {
                    made += try body(&transaction, item, start + offset, desk)
                }
                return made
            }.value
            done += batch.count
            progress(done, all)
        }
        return made
    }
}
