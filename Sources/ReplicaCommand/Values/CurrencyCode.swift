/// Currencies by their ISO 4217 code.
package enum CurrencyCode {
    /// Whether `text` has the form of a code: three ASCII letters.
    package static func isWellFormed(_ text: String) -> Bool {
        text.utf8.count == 3 && text.allSatisfy { $0.isASCII && $0.isLetter }
    }

    /// How many decimals the minor unit stands for: 2 for most, 0 for yen, 3 for dinars. ISO 4217, list one, of 2024-06-25.
    package static func exponent(of code: String) -> Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF",
            "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }
}
