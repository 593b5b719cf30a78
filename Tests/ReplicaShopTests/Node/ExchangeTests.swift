import Foundation
import Replica
import ReplicaShop
import Synchronization
import Testing

@Suite struct ExchangeTests {
    private static let products = """
        sku,name,price,threshold,stock,barcode,tax,colour
        PEN-01,"Pen, blue",1.50,5,40,4006381333931,19,blue
        INK-01,Ink,4.20,2,10,,7,black
        BAD-01,Bad,1;50,,1,,,
        """
    private static let customers = """
        ref,name,email
        C-1,Mei Tan,mei@example.com
        C-2,Ali,not an address
        C-3,Ana,
        """
    private static let bills = """
        bill,customer,date,sku,quantity,price,paid
        B1,C-1,2026-03-04,PEN-01,2,,7.20
        B1,C-1,2026-03-04,INK-01,1,,
        B2,C-3,2026-03-05,PEN-01,10,1.20,
        B3,C-9,2026-03-05,PEN-01,1,,
        B4,C-1,2026-03-06,PEN-01,1,,9.00
        """

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `a file is imported once, however often it is read, and bad rows are named`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        for attempt in 0..<2 {
            let products = try await shop.importProducts(Self.bytes(Self.products))
            #expect(products.unknownColumns == ["colour"])
            #expect(
                products.rows.map(\.outcome.word)
                    == (attempt == 0 ? ["created", "created", "failed"] : ["skipped", "skipped", "failed"]))
            #expect(products.problems.map(\.row) == [4])
            let customers = try await shop.importCustomers(Self.bytes(Self.customers))
            #expect(
                customers.rows.map(\.outcome.word)
                    == (attempt == 0 ? ["created", "failed", "created"] : ["skipped", "failed", "skipped"]))
            #expect(customers.problems.first?.column == "email")
            let bills = try await shop.importBills(Self.bytes(Self.bills))
            #expect(bills.rows.map(\.row) == [2, 3, 4, 5, 6])
            #expect(
                bills.rows.map(\.outcome.word)
                    == (attempt == 0
                        ? ["created", "created", "created", "failed", "failed"]
                        : ["skipped", "skipped", "skipped", "failed", "failed"]))
            #expect(bills.problems.map(\.error.code) == ["customer.missing", "amount.too-much"])
        }
        let all = try await shop.bills()
        #expect(all.map(\.importKey) == ["B1", "B2"])
        #expect(all.map(\.total.minor) == [720, 1200])
        #expect(all.map(\.payment) == [.paid, .open])
        #expect(all[0].date == Day(year: 2026, month: 3, day: 4))
        #expect(try await shop.product("PEN-01").level == 28)
        #expect(try await shop.auditStock().isSound)
        #expect(try await shop.auditNumbers().isSound)
        await shop.close()
    }

    @Test func `a transaction takes as many bills as fit it, and progress is told`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen(stock: 1000)
        try await test.mei()
        var file = "bill,customer,date,sku,quantity\n"
        for bill in 0..<70 {
            for _ in 0..<12 { file += "B\(bill),C-104,2026-03-04,PEN-01,1\n" }
        }
        let told = Mutex<[Int]>([])
        let before = try await shop.node.feedPosition()
        let report = try await shop.importBills(Self.bytes(file)) { done, all in
            told.withLock { $0.append(done) }
            #expect(all == 70)
        }
        #expect(report.count("created") == 840)
        #expect(told.withLock { $0 } == [50, 70])
        #expect(try await shop.node.feedPosition() == before + 2)
        #expect(try await shop.product("PEN-01").level == 160)
        await shop.close()
    }

    @Test func `a dry run says what would be and writes nothing`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        var options = ImportOptions()
        options.isDryRun = true
        let position = try await shop.node.feedPosition()
        let report = try await shop.importProducts(Self.bytes(Self.products), options)
        #expect(report.isDryRun)
        #expect(report.count("created") == 2)
        #expect(try await shop.node.feedPosition() == position)
        #expect(try await shop.products().isEmpty)
        await shop.close()
    }

    @Test func `known rows are passed over, refused or updated as asked, and levels stay`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen(stock: 7)
        let file = Self.bytes("sku,name,price,stock\nPEN-01,\"Pen, green\",1.60,99\n")
        var options = ImportOptions()
        options.onDuplicate = .fail
        #expect(try await shop.importProducts(file, options).problems.map(\.error.code) == ["product.taken"])
        options.onDuplicate = .update
        #expect(try await shop.importProducts(file, options).rows.map(\.outcome.word) == ["updated"])
        #expect(try await shop.importProducts(file, options).rows.map(\.outcome.word) == ["unchanged"])
        let pen = try await shop.product("PEN-01")
        #expect(pen.name == "Pen, green")
        #expect(pen.price == Money(160, .eur))
        #expect(pen.threshold == 5)
        #expect(pen.level == 7)
        await shop.close()
    }

    @Test func `what is exported is imported into another shop with the same totals`() async throws {
        let (one, other) = (try await TestShop(), try await TestShop())
        _ = try await one.shop.loadSample(seed: 4, size: .init(products: 40, customers: 12, bills: 30))
        for subject in [ExportSubject.products, .customers, .bills] {
            let file = Mutex<[UInt8]>([])
            _ = try await one.shop.export(subject, as: .csv) { chunk in file.withLock { $0 += chunk } }
            let bytes = file.withLock { $0 }
            let report =
                switch subject {
                case .products: try await other.shop.importProducts(bytes)
                case .customers: try await other.shop.importCustomers(bytes)
                default: try await other.shop.importBills(bytes)
                }
            // Overpaid bills are not imported as they are; everything else is.
            #expect(report.problems.allSatisfy { $0.error.code == "amount.too-much" }, "\(report.problems)")
            #expect(report.count("created") > 0)
        }
        let before = try await one.shop.bills().filter { $0.state == .issued && !$0.isOverpaid }
        let after = try await other.shop.bills()
        #expect(after.count == before.count)
        for bill in before {
            let twin = after.first { $0.importKey == bill.importKey }
            #expect(twin?.total == bill.total)
            #expect(twin?.date == bill.date)
            #expect(twin?.customerName == bill.customerName)
        }
        #expect(try await other.shop.products().map(\.sku) == one.shop.products().map(\.sku))
        #expect(try await other.shop.auditStock().isSound)
        await one.shop.close()
        await other.shop.close()
    }

    @Test func `the canonical export is one document a line, the same each time, and free of secrets`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        try await test.mei()
        _ = try await test.bill()
        var exports: [String] = []
        for _ in 0..<2 {
            let file = Mutex<[UInt8]>([])
            let count = try await shop.export(.all, as: .jsonl) { chunk in file.withLock { $0 += chunk } }
            let text = String(decoding: file.withLock { $0 }, as: UTF8.self)
            #expect(text.split(separator: "\n").count == count)
            exports.append(text)
        }
        #expect(exports[0] == exports[1])
        for line in exports[0].split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?.keys.sorted() == ["collection", "fields", "id", "space"])
            #expect(line.hasPrefix("{\"collection\":"))
        }
        #expect(!exports[0].contains("bytes"))
        #expect(exports[0].contains("\"stock\":38"))
        let array = Mutex<[UInt8]>([])
        let count = try await shop.export(.bills, as: .json) { chunk in array.withLock { $0 += chunk } }
        let objects = try JSONSerialization.jsonObject(with: Data(array.withLock { $0 })) as? [Any]
        #expect(objects?.count == count)
        await shop.close()
    }

    @Test func `a sample is loaded once, looks as it was invented, and every audit is sound`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        let size = SampleShop.Size(products: 60, customers: 20, bills: 60)
        let first = try await shop.loadSample(seed: 9, size: size)
        #expect(first.products == 60)
        #expect(first.bills == 60)
        let position = try await shop.node.feedPosition()
        let second = try await shop.loadSample(seed: 9, size: size)
        #expect(second == SampleResult())
        #expect(try await shop.node.feedPosition() == position)
        let sample = try SampleShop(
            seed: 9, today: shop.today, currency: .eur, rule: try await shop.settings().taxRule, size: size)
        let bills = try await shop.bills()
        for (index, invented) in sample.bills.enumerated() {
            let bill = try #require(bills.first { $0.importKey == "sample-9-\(index + 1)" })
            #expect(bill.total == invented.total)
            #expect(bill.received.minor == invented.received)
            #expect((bill.state == .void) == (invented.void != nil))
            let machine = bill.declared?.rawValue ?? bill.payment.rawValue
            if invented.void == nil { #expect(machine == invented.payment.rawValue) }
        }
        for product in sample.products { #expect(try await shop.product(product.sku).level == product.stock ?? 0) }
        #expect(try await shop.auditStock().isSound)
        #expect(try await shop.auditNumbers().isSound)
        await shop.close()
    }
}
