import Foundation
import Replica
import ReplicaShop

/// A shop on a real node in a directory of its own, removed when the test ends.
final class TestShop: Sendable {
    let shop: ShopNode
    let directory: String

    init(taxRule: TaxRule = TaxRule(prices: .included, precision: .line), currency: Currency = .eur) async throws {
        directory =
            FileManager.default.temporaryDirectory.path + "/replica-shop-test-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        shop = try await ShopNode.found(
            at: directory + "/a",
            settings: ShopSettings(
                name: "Corner shop", currency: currency, taxRule: taxRule, taxRate: TaxRate(basisPoints: 1900)!),
            nodeName: "Till 1", timeZone: TimeZone(secondsFromGMT: 0)!
        ).shop
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// A pen for 1.50 with 40 pieces, threshold 5.
    @discardableResult
    func pen(stock: Int64 = 40) async throws -> ProductView {
        try await shop.addProduct(
            ProductInput(
                sku: "PEN-01", name: "Pen, blue", price: Money(150, .eur), threshold: 5, barcode: "4006381333931",
                stock: stock)
        ).value
    }

    /// A customer with the key `C-104`.
    @discardableResult
    func mei() async throws -> CustomerView {
        try await shop.addCustomer(CustomerInput(name: "Mei Tan", ref: "C-104", email: "mei@example.com")).value
    }

    /// An issued bill of Mei's for so many pens.
    func bill(pens: Int64 = 2) async throws -> BillSummary {
        try await shop.issue(
            BillInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: pens)])
        ).value
    }
}

/// The error that an action throws, or nil.
func refusal<Result>(_ action: () async throws -> Result) async -> ShopError? {
    do {
        _ = try await action()
        return nil
    } catch {
        return error as? ShopError
    }
}
