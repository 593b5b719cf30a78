import Foundation
import Replica
import ReplicaShop
import Testing

/// Random histories of a shop: whatever is done, refused or repeated, the books agree with each other.
@Suite struct HistoryTests {
    @Test(arguments: [UInt64(1), 2, 3]) func `levels equal the ledger and numbers have no gap`(seed: UInt64)
        async throws
    {
        let test = try await TestShop()
        var random = SystemlessRandom(seed)
        let shop = test.shop
        for index in 0..<3 {
            _ = try await shop.addProduct(
                ProductInput(
                    sku: "P\(index)", name: "Product \(index)", price: Money(Int64(100 + index * 33), .eur),
                    isStrict: index == 2, stock: 20))
        }
        try await test.mei()
        var done: [(OperationKey, Int)] = []
        for _ in 0..<60 {
            var operation = shop.node.newOperation()
            var kind = random.next(12)
            if random.next(6) == 0, let former = done.randomElement(using: &random) { (operation, kind) = former }
            done.append((operation, kind))
            await perform(kind, shop, operation, &random)
        }
        try await check(shop)
        // The same after a restart: all of it was on disk.
        let before = try await shop.bills()
        let products = try await shop.products()
        await shop.close()
        let again = try await ShopNode.open(at: test.directory + "/a", timeZone: shop.timeZone)
        #expect(try await again.bills() == before)
        #expect(try await again.products() == products)
        try await check(again)
        await again.close()
    }

    /// One action; what the trade refuses is refused whole.
    private func perform(
        _ kind: Int, _ shop: ShopNode, _ operation: OperationKey, _ random: inout SystemlessRandom
    ) async {
        let sku = "P\(random.next(3))"
        let quantity = Int64(1 + random.next(6))
        let bills = (try? await shop.bills()) ?? []
        let bill = bills.isEmpty ? "none" : bills[random.next(bills.count)].id
        do {
            switch kind {
            case 0, 1, 2:
                let lines = (0...random.next(3)).map { _ in LineInput(product: "P\(random.next(3))", quantity: quantity)
                }
                _ = try await shop.issue(BillInput(customer: "C-104", lines: lines), operation: operation)
            case 3: _ = try await shop.pay(bill: bill, operation: operation)
            case 4: _ = try await shop.pay(bill: bill, PaymentInput(amount: Money(50, .eur)), operation: operation)
            case 5: _ = try await shop.reverse(bill: bill, operation: operation)
            case 6: _ = try await shop.void(bill: bill, reason: "test", operation: operation)
            case 7: _ = try await shop.credit(bill: bill, reason: "test", restock: .everything, operation: operation)
            case 8: _ = try await shop.receive(sku, quantity, operation: operation)
            case 9: _ = try await shop.adjust(sku, quantity, .damaged, operation: operation)
            case 10: _ = try await shop.count([CountInput(product: sku, counted: quantity * 3)], operation: operation)
            default: _ = try await shop.move(sku, quantity, to: "cellar", operation: operation)
            }
        } catch {
            #expect(error is ShopError || error is ReplicaError)
        }
    }

    private func check(_ shop: ShopNode) async throws {
        let stock = try await shop.auditStock()
        #expect(stock.isSound, "\(stock.differences)")
        let numbers = try await shop.auditNumbers()
        #expect(numbers.isSound)
        #expect(numbers.series.count == 1)
        for bill in try await shop.bills() {
            #expect(!bill.isContradictory)
            let view = try await shop.bill(bill.id)
            #expect(view.summary == bill)
            #expect(view.lines.reduce(0) { $0 + $1.gross.minor } == view.totals.total.minor)
        }
    }
}

/// Numbers from a seed, so that a failure can be repeated.
struct SystemlessRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
