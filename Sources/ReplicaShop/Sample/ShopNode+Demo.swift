import Replica

// What a demonstration makes in a running shop. Everything is marked (``DemoMark``) and made by the ordinary rules: each bill takes a
// number and stock, each movement is in the ledger.

extension ShopNode {
    /// How many demo products begin where something else needs one.
    private static let fewProducts = 10
    /// How far back demo bills reach.
    private static let demoDays = 75
    /// At most so many different customers get demo bills.
    private static let demoCustomers = 40
    /// How many demo records one transaction makes: few, so that they come in one after the other.
    private static let demoBatch = 5

    /// Adds so many products of the sample's catalogue that the demonstration does not have yet.
    public func makeDemoProducts(_ count: Int, as user: String = "") async throws -> [ProductView] {
        let settings = try await settings()
        var random = SplitMix64(seed: .random(in: 0 ... .max))
        var factory = SampleFactory(
            seed: random.next(), today: today, currency: settings.currency, rule: settings.taxRule)
        let articles = factory.products(SampleShop.maximumProducts)
        var taken = Set(try await demoProducts().map(\.sku))
        let first = random.number(0...max(0, articles.count - 1))
        var made: [ProductView] = []
        for step in 0..<count {
            let article = articles[(first + step * Self.stride) % articles.count]
            let sku = Self.free(DemoMark.sku + article.sku, taken)
            taken.insert(sku)
            let input = ProductInput(
                sku: sku, name: article.name, price: article.price, taxRate: article.taxRate,
                threshold: article.threshold, target: article.threshold.map { $0 * 3 },
                category: factory.categories[article.sku], stock: Int64(random.number(30...120)))
            made.append(try await addProduct(input, as: user).value)
        }
        return made
    }

    /// From one article to the next, so that neighbours are not taken together; prime to every catalogue.
    private static let stride = 37

    private static func free(_ sku: String, _ taken: Set<String>) -> String {
        guard taken.contains(sku) else { return sku }
        var number = 2
        while taken.contains("\(sku)-\(number)") { number += 1 }
        return "\(sku)-\(number)"
    }

    /// Demo products that are there, by SKU.
    public func demoProducts() async throws -> [ProductView] { try await products().filter(DemoMark.marks) }

    /// Demo bills that are not void.
    public func demoBills() async throws -> [BillSummary] {
        try await bills().filter { DemoMark.marks($0) && $0.state == .issued }
    }

    /// Demo drafts.
    public func demoDrafts() async throws -> [DraftView] { try await drafts().filter(DemoMark.marks) }

    private func someDemoProducts(as user: String) async throws -> [ProductView] {
        let products = try await demoProducts()
        return products.isEmpty ? try await makeDemoProducts(Self.fewProducts, as: user) : products
    }

    // MARK: Bills

    /// Issues so many bills in every state, a tenth of them drafts, for the shop's customers; those named first come oftenest.
    public func makeDemoBills(
        _ count: Int, customers first: [String] = [], as user: String = ""
    ) async throws -> (result: SampleResult, drafts: Int) {
        let settings = try await settings()
        let products = try await someDemoProducts(as: user).map { product in
            ProductRecord(
                sku: product.sku, name: product.name, price: product.price, threshold: product.threshold, stock: 0,
                barcode: nil, taxRate: product.taxRate ?? settings.taxRate)
        }
        var factory = SampleFactory(
            seed: .random(in: 0 ... .max), today: today, currency: settings.currency, rule: settings.taxRule)
        let drafts = count / 10
        let customers = try await demoCustomers(first)
        let sample = try factory.shownBills(count - drafts, products, customers, days: Self.demoDays)
        var result = SampleResult()
        result.movements = try await stockUp(for: sample, as: user)
        let mark = DemoMark.billKey + String(node.newOperation().description.suffix(16))
        let loader = SampleBillLoader(shop: self, user: user, perTransaction: Self.demoBatch)
        (result.bills, result.entries) = try await loader.load(
            sample.enumerated().map { (key: "\(mark)-\($0 + 1)", bill: $1) })
        for bill in try factory.shownBills(drafts, products, customers, days: 1) {
            let lines = bill.lines.map { LineInput(product: $0.sku, quantity: $0.line.quantity) }
            _ = try await createDraft(
                DraftInput(customer: bill.customer, lines: lines, due: bill.due, note: DemoMark.draftNote), as: user)
        }
        return (result, drafts)
    }

    /// The walk-in customer, then those named, then others, each by its id.
    private func demoCustomers(_ first: [String]) async throws -> [CustomerRecord] {
        let all = try await customers()
        let named = first.compactMap { id in all.first { $0.id == id } }
        let rest = all.filter { customer in !customer.isWalkIn && !first.contains(customer.id) }
        let chosen = all.filter(\.isWalkIn) + (named + rest).prefix(Self.demoCustomers)
        return chosen.map { CustomerRecord(ref: $0.id, name: $0.name, company: $0.company) }
    }

    /// Receives what the bills sell and the shelf has not.
    private func stockUp(for bills: [SampleBill], as user: String) async throws -> Int {
        var sold: [String: Int64] = [:]
        for line in bills.flatMap(\.lines) { sold[line.sku, default: 0] += line.line.quantity }
        var movements = 0
        for product in try await demoProducts() {
            guard let quantity = sold[product.sku], quantity > product.level else { continue }
            let missing = quantity - product.level + (product.threshold ?? 0)
            _ = try await receive(product.sku, max(1, missing), note: DemoMark.movementNote, as: user)
            movements += 1
        }
        return movements
    }

    // MARK: Stock

    /// Records so many movements of demo products: mostly goods that come in, some that break, are lost, used or found otherwise.
    public func makeDemoMovements(_ count: Int, as user: String = "") async throws -> Int {
        let products = try await someDemoProducts(as: user)
        var random = SplitMix64(seed: .random(in: 0 ... .max))
        var changes: [(product: String, change: StockChange)] = []
        for _ in 0..<count {
            let product = random.pick(products).id
            let reason: StockReason =
                random.chance(55) ? .received : random.pick([.damaged, .lost, .ownUse, .correction])
            let quantity = Int64(reason == .received ? random.number(2...12) : random.number(1...3))
            changes.append(
                (product, try reason.change(reason == .correction ? -quantity : quantity, note: DemoMark.movementNote)))
        }
        for start in Swift.stride(from: 0, to: changes.count, by: Self.demoBatch) {
            let batch = changes[start..<min(changes.count, start + Self.demoBatch)]
            _ = try await act("change levels of stock", as: user, nil) { transaction, desk in
                for (index, item) in batch.enumerated() {
                    try transaction.record(
                        item.change, of: item.product, at: StockPlace.field,
                        id: transaction.operation.documentID("demo-\(index)"), desk)
                }
                return batch.count
            }
        }
        return changes.count
    }

    /// Sells two pieces more of a demo product than there are, for cash.
    public func sellDemoBelowZero(as user: String = "") async throws -> (bill: BillSummary, product: ProductView) {
        let products = try await someDemoProducts(as: user).filter { !$0.isStrict }
        guard let product = products.first(where: { $0.level >= 0 }) ?? products.first else {
            throw ShopError.trade(.notFound(.product, DemoMark.sku))
        }
        let bill = try await sellDemo(product, max(0, product.level) + 2, as: user)
        return (bill, try await self.product(product.id))
    }

    /// Voids a demo bill that was paid, which the rules refuse. Returns the bill and what they say; nil if they allow it.
    public func refuseDemoChange(as user: String = "") async throws -> (bill: BillSummary, refusal: ShopError?) {
        guard let product = try await someDemoProducts(as: user).first else {
            throw ShopError.trade(.notFound(.product, DemoMark.sku))
        }
        let bill = try await sellDemo(product, 1, as: user)
        do {
            return (try await void(bill: bill.id, reason: "to see what happens", as: user).value, nil)
        } catch let error as ShopError {
            return (bill, error)
        }
    }

    private func sellDemo(_ product: ProductView, _ quantity: Int64, as user: String) async throws -> BillSummary {
        let key = DemoMark.billKey + String(node.newOperation().description.suffix(16))
        let input = BillInput(
            customer: "walk-in", lines: [LineInput(product: product.id, quantity: quantity)], importKey: key)
        let bill = try await issue(input, as: user).value
        return try await pay(bill: bill.id, PaymentInput(method: "cash"), as: user).value
    }
}

extension SampleFactory {
    /// Bills of the last `days`, in every state, by date.
    mutating func shownBills(
        _ count: Int, _ products: [ProductRecord], _ customers: [CustomerRecord], days: Int
    ) throws(ShopError) -> [SampleBill] {
        guard count > 0, !products.isEmpty, !customers.isEmpty else { return [] }
        var dates: [Day] = []
        for _ in 0..<count { dates.append(try today.adding(days: -random.number(0...max(0, days - 1)))) }
        var bills: [SampleBill] = []
        for (date, fate) in zip(dates.sorted(), deck(SampleFate.shown, count)) {
            bills.append(try bill(date, fate, products, customers))
        }
        return bills
    }
}
