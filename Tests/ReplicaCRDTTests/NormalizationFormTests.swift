import Foundation
import ReplicaCRDT
import Testing

@Suite struct NormalizationFormTests {
    /// What is given, and its normalization form C; from the tables and examples of UAX #15.
    @Test(arguments: [
        ("e\u{301}", "\u{E9}"), ("\u{212B}", "\u{C5}"), ("A\u{30A}", "\u{C5}"), ("\u{2126}", "\u{3A9}"),
        ("\u{1E0B}\u{323}", "\u{1E0D}\u{307}"), ("d\u{307}\u{323}", "\u{1E0D}\u{307}"),
        ("q\u{307}\u{323}", "q\u{323}\u{307}"), ("a\u{301}\u{323}", "\u{1EA1}\u{301}"),
        ("\u{1100}\u{1161}", "\u{AC00}"), ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"), ("\u{AC00}\u{11A8}", "\u{AC01}"),
        ("\u{1112}\u{1175}\u{11C2}", "\u{D7A3}"), ("\u{AC00}\u{11C2}", "\u{AC1B}"), ("\u{958}", "\u{915}\u{93C}"),
        ("\u{9C7}\u{9BE}", "\u{9CB}"),
        ("\u{F900}", "\u{8C48}"), ("\u{2ADC}", "\u{2ADD}\u{338}"), ("\u{344}", "\u{308}\u{301}"),
        ("\u{1D15E}", "\u{1D157}\u{1D165}"), ("\u{11099}\u{110BA}", "\u{1109A}"), ("s\u{307}\u{323}x", "\u{1E69}x"),
    ])
    func `other spellings are composed and put in order`(given: String, composed: String) {
        #expect(Array(given.normalizedC.utf8) == Array(composed.utf8))
        #expect(!given.isNormalizedC)
        #expect(composed.isNormalizedC)
        #expect(Array(composed.normalizedC.utf8) == Array(composed.utf8))
    }

    /// Compatibility characters, blocked marks, half-composed Hangul: composed already.
    @Test(arguments: [
        "", "abc\u{0}\u{7F}\r\n", "é", "q\u{323}\u{307}", "\u{FB01}", "①", "\u{1100}\u{300}\u{1161}", "a\u{5D0}\u{301}",
        "\u{AC01}\u{11A8}", "\u{11A8}", "\u{301}", "\u{FFFF}", "🧾👩‍👩‍👧", "\u{8C48}",
    ])
    func `what is composed already stays as it is`(text: String) {
        #expect(text.isNormalizedC)
        #expect(Array(text.normalizedC.utf8) == Array(text.utf8))
    }

    @Test func `every scalar of the first scripts is composed as Foundation does it`() {
        for code in UInt32(0)..<0x2C00 {
            guard let scalar = Unicode.Scalar(code) else { continue }
            Self.check(String(scalar), origin: String(code, radix: 16))
        }
    }

    /// Without U+AC00: Foundation 6.3.1 on Linux leaves U+AC00 U+11C2 as two, where UAX #15 has U+AC1B (the table above).
    @Test func `random sequences are composed as Foundation does it`() {
        let marks = [0x300, 0x301, 0x302, 0x307, 0x308, 0x30A, 0x323, 0x327, 0x328, 0x338, 0x345]
        for seed in UInt64(1)...3000 {
            var random = SplitMix64(seed: seed)
            var text = String.UnicodeScalarView()
            for _ in 0..<random.below(8) {
                let code =
                    switch random.below(6) {
                    case 0: 0x61 + random.below(26)
                    case 1: [0xC5, 0xE9, 0x1E0B, 0x3B1, 0x415, 0x915, 0x5D0][random.below(7)]
                    case 2: [0x1100, 0x1161, 0x11A8, 0xAC01, 0x1175, 0x11C2][random.below(6)]
                    default: marks[random.below(marks.count)]
                    }
                if let scalar = Unicode.Scalar(code) { text.append(scalar) }
            }
            Self.check(String(text), origin: "seed \(seed)")
        }
    }

    @Test func `a long run of marks is put in order`() {
        let text = "a" + String(repeating: "\u{301}\u{323}", count: 300)
        let expected = "\u{1EA1}" + String(repeating: "\u{323}", count: 299) + String(repeating: "\u{301}", count: 300)
        #expect(Array(text.normalizedC.utf8) == Array(expected.utf8))
    }

    private static func check(_ text: String, origin: String) {
        let composed = text.normalizedC
        let expected = Array(text.precomposedStringWithCanonicalMapping.utf8)
        holds(Array(composed.utf8) == expected, "as Foundation: \(origin)")
        holds(text.isNormalizedC == (Array(text.utf8) == expected), "whether it is composed: \(origin)")
        holds(Array(composed.normalizedC.utf8) == Array(composed.utf8), "once is enough: \(origin)")
        let decomposed = text.decomposedStringWithCanonicalMapping
        holds(Array(decomposed.normalizedC.utf8) == expected, "from the decomposed form: \(origin)")
    }
}
