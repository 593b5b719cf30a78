import ReplicaShop
import Testing

@Suite struct CurrencyTests {
    @Test(arguments: [
        ("EUR", 2, 100), ("USD", 2, 100), ("JPY", 0, 1), ("KRW", 0, 1), ("KWD", 3, 1000), ("TND", 3, 1000),
        ("CLF", 4, 10_000), ("XCG", 2, 100),
    ])
    func `the exponent is that of ISO 4217`(code: String, exponent: Int, minorPerMajor: Int64) throws {
        let currency = try Currency(parsing: code)
        #expect(currency.exponent == exponent)
        #expect(currency.minorPerMajor == minorPerMajor)
        #expect(currency.code == code)
    }

    @Test(arguments: ["", "EU", "eur", "EURO", "XXX", "XAU", "€", "ÉUR", "EU\u{0}"])
    func `what is no currency is refused by name`(code: String) {
        #expect(throws: ShopError.unknownCurrency(code)) { try Currency(parsing: code) }
    }

    @Test func `the named currencies are those of the table`() throws {
        for currency in [Currency.eur, .usd, .gbp, .chf, .jpy, .kwd] {
            #expect(try Currency(parsing: currency.code) == currency)
        }
    }

    @Test func `the table is complete and in order`() {
        let all = Currency.all
        #expect(all.count == 165 + 6)
        #expect(all.map(\.code) == all.map(\.code).sorted())
        #expect(Set(all.map(\.exponent)) == [0, 2, 3, 4])
    }
}
