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
                        ? ["created", "created", "created", "failed", "created"]
                        : ["skipped", "skipped", "skipped", "failed", "skipped"]))
            #expect(bills.count(attempt == 0 ? "created" : "skipped") == 3, "bills, not their rows")
            #expect(bills.problems.map(\.error.code) == ["customer.missing"])
        }
        let all = try await shop.bills()
        #expect(all.map(\.importKey) == ["B1", "B2", "B4"])
        #expect(all.map(\.total.minor) == [720, 1200, 150])
        #expect(all.map(\.payment) == [.paid, .open, .paid])
        #expect(all.map(\.toGiveBack.minor) == [0, 0, 750])
        #expect(all[0].date == Day(year: 2026, month: 3, day: 4))
        #expect(try await shop.product("PEN-01").level == 27)
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
        #expect(report.count("created") == 70)
        #expect(report.rows.count == 840)
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

    private static func file(
        _ shop: ShopNode, _ subject: ExportSubject, _ dialect: CSVWriter.Dialect = .plain
    ) async throws -> [UInt8] {
        let file = Mutex<[UInt8]>([])
        _ = try await shop.export(subject, as: .csv, dialect: dialect) { chunk in file.withLock { $0 += chunk } }
        return file.withLock { $0 }
    }

    @Test(arguments: [CSVWriter.Dialect.plain, .excel])
    func `what is exported is imported into another shop as it was`(_ dialect: CSVWriter.Dialect) async throws {
        let (one, other) = (try await TestShop(), try await TestShop())
        _ = try await one.shop.loadSample(seed: 4, size: .init(products: 40, customers: 12, bills: 60))
        let open = try await one.shop.bills().filter { $0.payment == .open }
        _ = try await one.shop.credit(bill: open[0].id, reason: "all back")
        _ = try await one.shop.credit(bill: open[1].id, amount: Money(1, .eur), reason: "a scratch")
        _ = try await one.shop.pay(bill: open[1].id)
        for subject in [ExportSubject.products, .customers, .bills] {
            let bytes = try await Self.file(one.shop, subject, dialect)
            let report =
                switch subject {
                case .products: try await other.shop.importProducts(bytes)
                case .customers: try await other.shop.importCustomers(bytes)
                default: try await other.shop.importBills(bytes)
                }
            #expect(report.problems.isEmpty, "\(report.problems)")
            #expect(report.unknownColumns.isEmpty)
            #expect(report.count("created") > 0)
        }
        let before = try await one.shop.bills()
        let after = try await other.shop.bills()
        #expect(after.count == before.count)
        #expect(Set(before.map(\.payment)).count > 6, "the sample has all kinds of bills")
        for bill in before {
            let twin = try #require(after.first { $0.importKey == bill.importKey })
            #expect(twin.total == bill.total)
            #expect(twin.date == bill.date)
            #expect(twin.due == bill.due)
            #expect(twin.customerName == bill.customerName)
            #expect(twin.state == bill.state)
            #expect(twin.payment == bill.payment)
            #expect(twin.received == bill.received)
            #expect(twin.credited == bill.credited)
            #expect(twin.toGiveBack == bill.toGiveBack)
        }
        #expect(try await other.shop.products().map(\.sku) == one.shop.products().map(\.sku))
        #expect(try await other.shop.auditStock().isSound)
        await one.shop.close()
        await other.shop.close()
    }

    @Test func `the amounts of a bill stand on one of its rows, so that a sum is right`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        try await test.mei()
        let line = LineInput(product: "PEN-01", quantity: 1)
        let bill = try await shop.issue(BillInput(customer: "C-104", lines: [line, line])).value
        _ = try await shop.pay(bill: bill.id, PaymentInput(amount: Money(200, .eur)))
        _ = try await shop.credit(bill: bill.id, amount: Money(50, .eur), reason: "dry")
        let void = try await test.bill(pens: 3)
        _ = try await shop.void(bill: void.id, reason: "entered twice")
        let (day, name) = (shop.today, bill.number)
        #expect(
            String(decoding: try await Self.file(shop, .bills), as: UTF8.self)
                == """
                bill,customer,date,sku,quantity,price,due,paid,refunded,credited,state,reason
                \(name),C-104,\(day),PEN-01,1,1.50,,2.00,,0.50,issued,dry
                \(name),C-104,\(day),PEN-01,1,1.50,,,,,issued,
                \(void.number),C-104,\(day),PEN-01,3,1.50,,,,,void,entered twice

                """.replacing("\n", with: "\r\n"))
        await shop.close()
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
