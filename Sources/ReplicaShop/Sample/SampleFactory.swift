/// Makes the parts of a ``SampleShop``, in a fixed order, from one sequence of numbers.
struct SampleFactory {
    var random: SplitMix64
    let today: Day
    let currency: Currency
    let rule: TaxRule
    var categories: [String: String] = [:]

    /// The days of business, the last one being today.
    static let days = 365
    /// The most that a sale's due date lies after it.
    static let longestTerm = 30
    static let standardRate = TaxRate(basisPoints: 1900) ?? .zero
    static let reducedRate = TaxRate(basisPoints: 700) ?? .zero

    init(seed: UInt64, today: Day, currency: Currency, rule: TaxRule) {
        random = SplitMix64(seed: seed)
        self.today = today
        self.currency = currency
        self.rule = rule
    }

    mutating func products(_ count: Int) -> [ProductRecord] {
        // A smaller shop has some of every category.
        let articles = spread(SampleCatalogue.articles, count)
        return articles.enumerated().map { index, article in
            let number = String(article.position)
            let sku = "\(article.code)-\(String(repeating: "0", count: max(0, 3 - number.count)))\(number)"
            categories[sku] = article.category
            let threshold = article.cents < 1000 ? random.number(2...5) * 5 : random.number(2...6)
            return ProductRecord(
                sku: sku, name: article.name, price: price(cents: article.cents), threshold: Int64(threshold), stock: 0,
                barcode: barcode(index), taxRate: article.isReduced ? Self.reducedRate : Self.standardRate,
                supplier: SampleCatalogue.supplier(of: article))
        }
    }

    mutating func customers(_ count: Int) -> [CustomerRecord] {
        (0..<max(0, count)).map { index in
            let digits = String(index)
            let ref = "K-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
            return index == 0 ? CustomerRecord(ref: ref, name: "Walk-in") : customer(ref)
        }
    }

    private mutating func customer(_ ref: String) -> CustomerRecord {
        let names = random.pick(SampleNames.countries)
        let first = random.pick(names.firstNames)
        let family = random.pick(names.familyNames)
        let street = random.pick(names.streets)
        let house = random.number(1...98)
        let company = random.chance(25) ? "\(family) \(random.pick(names.trades)) \(names.legalForm)" : nil
        let digits = ref.filter { $0.isASCII && $0.isNumber }
        return CustomerRecord(
            ref: ref, name: "\(first) \(family)", company: company,
            email: random.chance(85) ? "\(SampleNames.mailbox("\(first) \(family)")).\(digits)@example.com" : nil,
            phone: random.chance(60) ? SampleNames.filled(random.pick(names.phones), &random) : nil,
            address: names.isNumberFirst ? "\(house) \(street)" : "\(street) \(house)", city: random.pick(names.towns),
            postcode: SampleNames.filled(random.pick(names.postcodes), &random), country: names.country)
    }

    /// A price that looks like `cents` hundredths of a euro: 4.99 EUR, 499 JPY, 4.990 KWD.
    private func price(cents: Int) -> Money {
        let finer = (2..<max(2, currency.exponent)).reduce(1) { scale, _ in scale * 10 }
        return Money(Int64(cents * finer), currency)
    }

    /// A number from the range 20…29 that GS1 keeps for use within one shop, so it is nobody's article.
    private mutating func barcode(_ index: Int) -> String? {
        let digits = String(2_000_000 + index) + String(10_000 + random.number(0...89_999))
        return EAN13.completing(digits)
    }

    /// `count` of `all`, at even distances; all of them if there are not that many.
    private func spread<Element>(_ all: [Element], _ count: Int) -> [Element] {
        let wanted = min(max(0, count), all.count)
        return (0..<wanted).map { all[$0 * all.count / wanted] }
    }
}
