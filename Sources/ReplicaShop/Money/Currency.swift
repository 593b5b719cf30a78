/// A currency of ISO 4217: three letters, and how many decimals its smallest unit has.
///
/// The table is ISO 4217 list one as of January 2026, without metals, test codes and bonds units, and with the codes
/// withdrawn since 2020 so that older bills can still be read.
public struct Currency: TextRepresentable, Comparable {
    /// The three letters of the code, from the most significant byte.
    private let letters: UInt32
    /// How many decimal digits the smallest unit has: 2 for EUR, 0 for JPY, 3 for KWD.
    public let exponent: Int

    private init(letters: UInt32, exponent: Int) {
        self.letters = letters
        self.exponent = exponent
    }

    /// The currency with this code, in capital letters. Throws ``ShopError/unknownCurrency(_:)``.
    public init(parsing code: String) throws(ShopError) {
        guard let letters = Self.packed(code), let exponent = Self.exponents[letters] else {
            throw .unknownCurrency(code)
        }
        self.init(letters: letters, exponent: exponent)
    }

    /// The code: three capital letters.
    public var code: String {
        String(
            decoding: [UInt8(letters >> 16 & 0xFF), UInt8(letters >> 8 & 0xFF), UInt8(letters & 0xFF)], as: UTF8.self)
    }

    /// The code.
    public var description: String { code }

    /// How many smallest units make one unit: 100 for EUR, 1 for JPY, 1000 for KWD.
    public var minorPerMajor: Int64 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// All currencies that can be used, by code.
    public static var all: [Currency] {
        exponents.map { Currency(letters: $0.key, exponent: $0.value) }.sorted()
    }

    /// By code.
    public static func < (one: Currency, other: Currency) -> Bool { one.letters < other.letters }

    /// Euro, two decimals.
    public static let eur = Currency(letters: 0x45_55_52, exponent: 2)
    /// US dollar, two decimals.
    public static let usd = Currency(letters: 0x55_53_44, exponent: 2)
    /// Pound sterling, two decimals.
    public static let gbp = Currency(letters: 0x47_42_50, exponent: 2)
    /// Swiss franc, two decimals.
    public static let chf = Currency(letters: 0x43_48_46, exponent: 2)
    /// Yen, no decimals.
    public static let jpy = Currency(letters: 0x4A_50_59, exponent: 0)
    /// Kuwaiti dinar, three decimals.
    public static let kwd = Currency(letters: 0x4B_57_44, exponent: 3)

    private static func packed(_ code: String) -> UInt32? {
        guard code.utf8.count == 3 else { return nil }
        return code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static let exponents: [UInt32: Int] = {
        let table = [
            0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
            2: """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
            CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL \
            HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU \
            MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR \
            SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED \
            VES WST XAD XCD XCG YER ZAR ZMW ZWG \
            ANG BGN CUC HRK SLL ZWL
            """,
            3: "BHD IQD JOD KWD LYD OMR TND",
            4: "CLF UYW",
        ]
        var exponents: [UInt32: Int] = [:]
        for (exponent, codes) in table {
            for code in codes.split(separator: " ") {
                guard let letters = packed(String(code)), exponents.updateValue(exponent, forKey: letters) == nil else {
                    preconditionFailure("the currency table has \(code) twice or misspelt")
                }
            }
        }
        return exponents
    }()
}
