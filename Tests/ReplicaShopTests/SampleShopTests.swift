import ReplicaShop
import Testing

@Suite struct SampleShopTests {
    static func shop(
        _ seed: UInt64, _ currency: Currency = .eur, size: SampleShop.Size = SampleShop.Size()
    ) throws -> SampleShop {
        try SampleShop(seed: seed, today: today, currency: currency, size: size)
    }

    static var today: Day { get throws { try Day(parsing: "2026-05-20") } }

    /// FNV-1a over everything that a loader reads.
    func digest(_ shop: SampleShop) -> UInt64 {
        let writer = CSVWriter()
        var bytes = shop.products.flatMap { writer.row($0.cells) } + shop.customers.flatMap { writer.row($0.cells) }
        for bill in shop.bills {
            bytes += "\(bill.customer) \(bill.date) \(bill.due) \(bill.total) \(bill.payment.rawValue)".utf8
            bytes += bill.lines.map { "\($0.sku) \($0.line.quantity) \($0.line.unitPrice)" }.joined().utf8
            bytes += bill.entries.map { "\($0.day) \($0.kind.rawValue) \($0.amount) \($0.method)" }.joined().utf8
            bytes += "\(bill.void?.day.description ?? "") \(bill.void?.reason ?? "")".utf8
        }
        bytes += shop.movements.map { "\($0.sku) \($0.day) \($0.change.quantity)" }.joined().utf8
        return bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    @Test func `one seed makes one shop, on every machine`() throws {
        let found = try digest(Self.shop(1))
        #expect(found == 5_071_199_335_198_653_943)
        #expect(try Self.shop(1) == Self.shop(1))
        #expect(try digest(Self.shop(2)) != digest(Self.shop(1)))
    }

    @Test func `it has the size of a real shop`() throws {
        let shop = try Self.shop(1)
        #expect(shop.products.count == 300)
        #expect(shop.customers.count == 200)
        #expect(shop.bills.count == 300)
        #expect(Set(shop.categories.values).count == 12)
        #expect(Set(shop.customers.compactMap(\.country)) == ["DE", "GB", "FR", "SE", "US"])
        #expect(shop.customers.count { $0.company != nil } > 20)
        #expect(Set(shop.customers.map(\.name)).count > 100)
        #expect(try shop.bills.allSatisfy { try $0.date <= Self.today && $0.date.days(since: Self.today) >= -366 })
        #expect(zip(shop.bills, shop.bills.dropFirst()).allSatisfy { $0.date <= $1.date })
        #expect(shop.bills.allSatisfy { $0.date.weekday != 6 })
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `products pass the rules for imports and have barcodes of their own`(seed: UInt64) throws {
        let shop = try Self.shop(seed)
        #expect(Set(shop.products.map(\.sku)).count == shop.products.count)
        #expect(Set(shop.products.map(\.name)).count == shop.products.count)
        let barcodes = shop.products.compactMap(\.barcode)
        #expect(Set(barcodes).count == shop.products.count)
        #expect(barcodes.allSatisfy { EAN13.isValid($0) && $0.hasPrefix("20") })
        #expect(shop.products.allSatisfy { $0.price.minor > 0 && shop.categories[$0.sku] != nil })
        let statuses = Set(shop.products.map { StockStatus(level: Int128($0.stock ?? 0), threshold: $0.threshold) })
        #expect(statuses == Set(StockStatus.allCases), "seed \(seed)")
        try reread(shop.products)
        try reread(shop.customers)
    }

    /// What an export of the sample writes, an import reads.
    func reread<Record: CSVRecord>(_ records: [Record]) throws {
        let writer = CSVWriter()
        var importer = CSVImporter<Record>(currency: .eur)
        let bytes = writer.header(of: Record.self) + records.flatMap { writer.row($0.cells) }
        let outcomes = try importer.read(bytes) + importer.finish()
        #expect(outcomes == records.enumerated().map { .record(row: $0.offset + 2, $0.element) })
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `every bill is what its ledger and its lines say`(seed: UInt64) throws {
        let shop = try Self.shop(seed)
        let today = try Self.today
        let refs = Set(shop.customers.map(\.ref))
        let rule = TaxRule(prices: .included, precision: .line)
        var shown: Set<ShownState> = []
        var overdue = 0
        for bill in shop.bills {
            #expect(refs.contains(bill.customer))
            #expect(bill.due >= bill.date)
            let totals = try BillTotals.compute(lines: bill.lines.map(\.line), rule: rule, currency: .eur)
            #expect(totals.total == bill.total)
            #expect(bill.total.minor > 0)
            let days = [bill.date] + bill.entries.map(\.day) + (bill.void.map { [$0.day] } ?? []) + [today]
            #expect(days == days.sorted(), "seed \(seed)")
            let view = try PaymentView(
                bill: bill.void == nil ? .issued : .void, payment: bill.payment, received: Money(bill.received, .eur),
                owed: bill.total, due: bill.due, today: today)
            #expect(!view.isContradictory, "seed \(seed)")
            shown.insert(view.state)
            if view.isOverdue { overdue += 1 }
        }
        #expect(shown == Set(ShownState.allCases), "seed \(seed)")
        #expect(overdue > 10)
        #expect(shop.bills.contains { $0.received > $0.total.minor })
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `the moves of each bill are declared ones`(seed: UInt64) throws {
        for bill in try Self.shop(seed).bills {
            var state = PaymentState.open
            var received: Int128 = 0
            for entry in bill.entries {
                received += Int128(entry.amount.minor) * (entry.kind == .payment ? 1 : -1)
                state = state.next(after: entry.kind, received: received, owed: Int128(bill.total.minor)) ?? state
            }
            #expect(
                state == bill.payment
                    || PaymentState.machine.leads(from: state, to: bill.payment) && bill.payment != .paid,
                "seed \(seed)")
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `stock is what came in less what went out`(seed: UInt64) throws {
        let shop = try Self.shop(seed)
        var levels: [String: Int64] = [:]
        for movement in shop.movements { levels[movement.sku, default: 0] += movement.change.quantity }
        for bill in shop.bills where bill.void == nil {
            for line in bill.lines { levels[line.sku, default: 0] -= line.line.quantity }
        }
        for product in shop.products {
            #expect(levels[product.sku] ?? 0 == product.stock, "seed \(seed), \(product.sku)")
        }
        #expect(try shop.movements.allSatisfy { try $0.day <= Self.today })
        #expect(shop.movements.count > 400)
    }

    @Test func `small shops, and currencies without and with three decimals`() throws {
        let small = try Self.shop(1, size: SampleShop.Size(products: 10, customers: 3, bills: 50))
        #expect((small.products.count, small.customers.count, small.bills.count) == (10, 3, 50))
        #expect(Set(small.categories.values).count == 10)
        let empty = try Self.shop(1, size: SampleShop.Size(products: 0, customers: -5, bills: 9))
        #expect((empty.products.count, empty.customers.count, empty.bills.count) == (0, 0, 0))
        #expect(try Self.shop(1, size: SampleShop.Size(products: 9999)).products.count == SampleShop.maximumProducts)
        #expect(try Self.shop(1, .jpy).products[0].price == Money(149, .jpy))
        #expect(try Self.shop(1, .kwd).products[0].price == Money(1490, .kwd))
        #expect(try Self.shop(1).products[0].price == Money(149, .eur))
        #expect(throws: ShopError.dayOutOfRange) { try SampleShop(seed: 1, today: Day(parsing: "0001-01-01")) }
        #expect(throws: ShopError.dayOutOfRange) { try SampleShop(seed: 1, today: Day(parsing: "9999-12-31")) }
    }

    @Test func `article numbers check themselves`() {
        #expect(EAN13.completing("400638133393") == "4006381333931")
        #expect(EAN13.isValid("4006381333931"))
        #expect(!EAN13.isValid("4006381333932"))
        #expect(!EAN13.isValid("400638133393"))
        #expect(!EAN13.isValid("40063813339310"))
        #expect(!EAN13.isValid("4006381333９31"))
        #expect(EAN13.completing("40063813339") == nil)
        #expect(EAN13.completing("40063813339x") == nil)
    }
}
