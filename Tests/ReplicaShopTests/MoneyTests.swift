import Foundation
import ReplicaShop
import Testing

@Suite struct MoneyTests {
    @Test(arguments: [
        ("12.50", 1250), ("12.5", 1250), ("12", 1200), ("0", 0), ("0.05", 5), ("0.0", 0),
        ("92233720368547758.07", Int64.max),
    ])
    func `a canonical decimal is read`(text: String, minor: Int64) throws {
        #expect(try Money(parsing: text, in: .eur) == Money(minor, .eur))
    }

    @Test(arguments: [
        ("", AmountFault.empty), ("12,5", .comma), ("12,50", .comma), ("1,000.00", .comma), ("1e9", .exponentNotation),
        ("1E9", .exponentNotation), ("-0", .negativeZero), ("-0.00", .negativeZero), ("-1", .negative),
        ("+5", .plusSign), ("007", .leadingZero), ("00.5", .leadingZero), (".5", .missingDigits),
        ("12.", .missingDigits), ("1.2.3", .otherCharacter), (" 12", .otherCharacter), ("12 ", .otherCharacter),
        ("12€", .otherCharacter), ("١٢", .otherCharacter), ("nan", .otherCharacter), ("e9", .otherCharacter),
        ("0x10", .otherCharacter), ("-", .empty), ("--1", .otherCharacter), ("1.234", .tooManyDecimals(.eur)),
        ("1.000", .tooManyDecimals(.eur)), ("92233720368547758.08", .tooLarge),
        (String(repeating: "9", count: 60), .tooLarge), (String(repeating: "9", count: 100_000), .tooLarge),
        ("1\u{0}", .otherCharacter), ("１２", .otherCharacter),
    ])
    func `everything else is refused for a stated reason`(text: String, fault: AmountFault) {
        #expect(throws: ShopError.amount(text, fault)) { try Money(parsing: text, in: .eur) }
    }

    @Test func `an error says what, why and what to do`() {
        let error = ShopError.amount("12,5", .comma)
        #expect(error.code == "amount.comma")
        #expect(
            error.message == "\"12,5\" is not an amount: the decimal sign is a point, and digits are not grouped")
        #expect(error.hint == "write 12.50 instead of 12,50, and 1000 instead of 1,000")
    }

    @Test func `an error repeats little of a hostile text and nothing that a terminal obeys`() {
        let message = ShopError.amount("\u{1B}[2J\u{202E}\"" + String(repeating: "x", count: 9000), .otherCharacter)
            .message
        #expect(message.hasPrefix("\"\\u{1b}[2J\\u{202e}\\u{22}xxx"))
        #expect(message.count < 200)
    }

    @Test func `the decimals are the currency's`() throws {
        #expect(try Money(parsing: "1250", in: .jpy) == Money(1250, .jpy))
        #expect(throws: ShopError.amount("12.5", .tooManyDecimals(.jpy))) { try Money(parsing: "12.5", in: .jpy) }
        #expect(try Money(parsing: "1.25", in: .kwd) == Money(1250, .kwd))
        #expect(Money(1250, .kwd).description == "1.250 KWD")
        #expect(Money(1250, .jpy).description == "1250 JPY")
        #expect(Money(-5, .eur).description == "-0.05 EUR")
        #expect(Money(.min, .eur).amountText == "-92233720368547758.08")
    }

    @Test func `the range is kept`() throws {
        #expect(try Money(parsing: "-1.50", in: .eur, range: .any) == Money(-150, .eur))
        #expect(throws: ShopError.amount("0", .zero)) { try Money(parsing: "0", in: .eur, range: .positive) }
        #expect(throws: ShopError.amount("0.00", .zero)) { try Money(parsing: "0.00", in: .eur, range: .positive) }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `what is written is read again`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let currencies = Currency.all
        for _ in 0..<50 {
            let minor = Int64(truncatingIfNeeded: random.next()) >> Int64(random.number(0...62))
            let money = Money(minor, random.pick(currencies))
            #expect(try Money(parsing: money.amountText, in: money.currency, range: .any) == money)
        }
        for extreme in [Int64.min, .max, 0, -1] {
            let money = Money(extreme, random.pick(currencies))
            #expect(try Money(parsing: money.amountText, in: money.currency, range: .any) == money)
        }
    }

    @Test func `arithmetic refuses what does not fit instead of trapping`() throws {
        let most = Money(.max, .eur)
        let least = Money(.min, .eur)
        #expect(throws: ShopError.overflow) { try most.adding(Money(1, .eur)) }
        #expect(throws: ShopError.overflow) { try least.subtracting(Money(1, .eur)) }
        #expect(throws: ShopError.overflow) { try least.negated() }
        #expect(throws: ShopError.overflow) { try most.multiplied(by: 2) }
        #expect(throws: ShopError.overflow) { try least.multiplied(by: .min) }
        #expect(try most.adding(least) == Money(-1, .eur))
        #expect(try Money.sum([most, most, least, least], in: .eur) == Money(-2, .eur))
        #expect(throws: ShopError.overflow) { try Money.sum([most, most], in: .eur) }
        #expect(try Money.sum([], in: .jpy) == .zero(.jpy))
    }

    @Test func `currencies do not mix`() {
        #expect(throws: ShopError.mixedCurrencies(.eur, .usd)) { try Money(1, .eur).adding(Money(1, .usd)) }
        #expect(throws: ShopError.mixedCurrencies(.eur, .usd)) { try Money(1, .eur).subtracting(Money(1, .usd)) }
        #expect(throws: ShopError.mixedCurrencies(.eur, .usd)) { try Money.sum([Money(1, .usd)], in: .eur) }
    }

    @Test func `money is coded as minor units and code`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try encoder.encode(Money(1250, .eur))
        #expect(String(decoding: json, as: UTF8.self) == #"{"currency":"EUR","minor":1250}"#)
        #expect(try JSONDecoder().decode(Money.self, from: json) == Money(1250, .eur))
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Money.self, from: Data(#"{"currency":"EURO","minor":1}"#.utf8))
        }
    }
}
