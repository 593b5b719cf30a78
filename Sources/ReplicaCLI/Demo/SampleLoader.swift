import Replica
import ReplicaShop

/// Puts an invented shop on a node by the same actions that people take.
struct SampleLoader {
    /// How much of each was made.
    struct Counts {
        var products = 0
        var customers = 0
        var bills = 0
    }

    /// The shop to fill; must be without products.
    let shop: ShopNode
    /// What holds in it.
    let settings: ShopSettings

    /// One seed, one shop.
    private static let seed: UInt64 = 1

    /// Makes products with their stock, customers, bills by their date, payments. Calls `progress` after each.
    func load(
        _ size: SampleShop.Size, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws -> Counts {
        let sample = try SampleShop(
            seed: Self.seed, today: shop.today, currency: settings.currency, rule: settings.taxRule, size: size)
        let all = sample.products.count + sample.customers.count + sample.bills.count
        var counts = Counts()
        func advance() { progress(counts.products + counts.customers + counts.bills, all) }
        let sold = Self.sold(sample)
        for product in sample.products {
            _ = try await shop.addProduct(Self.input(product, sample, sold[product.sku] ?? 0))
            counts.products += 1
            advance()
        }
        for customer in sample.customers.dropFirst() {
            _ = try await shop.addCustomer(Self.input(customer))
            counts.customers += 1
            advance()
        }
        for bill in sample.bills {
            try await make(bill, walkIn: sample.customers[0].ref)
            counts.bills += 1
            advance()
        }
        return counts
    }

    /// How many of each product the bills take that stay.
    private static func sold(_ sample: SampleShop) -> [String: Int64] {
        var sold: [String: Int64] = [:]
        for bill in sample.bills where bill.void == nil {
            for line in bill.lines { sold[line.sku, default: 0] += line.line.quantity }
        }
        return sold
    }

    /// With so much in stock that the sample's level is left in the end.
    private static func input(_ product: ProductRecord, _ sample: SampleShop, _ sold: Int64) -> ProductInput {
        ProductInput(
            sku: product.sku, name: product.name, price: product.price, taxRate: product.taxRate,
            threshold: product.threshold, barcode: product.barcode, category: sample.categories[product.sku],
            stock: (product.stock ?? 0) + sold)
    }

    private static func input(_ customer: CustomerRecord) -> CustomerInput {
        CustomerInput(
            name: customer.name, ref: customer.ref, company: customer.company, email: customer.email,
            phone: customer.phone, address: customer.address, city: customer.city, postcode: customer.postcode,
            country: customer.country)
    }

    private func make(_ bill: SampleBill, walkIn: String) async throws {
        let lines = bill.lines.map {
            LineInput(
                product: $0.sku, quantity: $0.line.quantity, unitPrice: $0.line.unitPrice, discount: $0.line.discount)
        }
        let customer = bill.customer == walkIn ? "walk-in" : bill.customer
        _ = try await shop.issue(BillInput(customer: customer, lines: lines, date: bill.date, due: bill.due))
    }
}
