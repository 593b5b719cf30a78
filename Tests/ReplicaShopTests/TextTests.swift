import Foundation
import ReplicaShop
import Testing

@Suite struct TextTests {
    @Test func `text is normalised and trimmed where it enters`() throws {
        #expect(try Array(TextKind.name.clean("cafe\u{301}").utf8) == Array("caf\u{e9}".utf8))
        #expect(try Array(TextKind.name.clean("\u{1112}\u{1161}\u{11ab}").utf8) == Array("\u{d55c}".utf8))
        #expect(try Array(TextKind.name.clean("\u{212B}").utf8) == Array("\u{C5}".utf8))
        #expect(try Array(TextKind.name.clean(" \u{A0}Anna  Berg\u{3000}").utf8) == Array("Anna  Berg".utf8))
        // A mark order that differs is one text, too.
        #expect(
            try Array(TextKind.name.clean("q\u{307}\u{323}").utf8) == Array(TextKind.name.clean("q\u{323}\u{307}").utf8)
        )
    }

    @Test(arguments: [
        "Grün & Söhne", "山田太郎", "محمد\u{200F} علي", "شرکت می\u{200C}خواهم", "👩\u{200D}🔧 Werkstatt ❤\u{FE0F}",
        "O'Brien-Śmith",
        "葛\u{E0100}城", "नमस्ते", "<script>alert(1)</script>",
    ])
    func `names of the world are kept`(name: String) throws {
        #expect(try Array(TextKind.name.clean(name).utf8) == Array(name.utf8))
    }

    @Test(arguments: [
        ("", TextFault.empty), ("  \u{2003}", .empty), ("a\u{0}b", .control(0)), ("a\tb", .control(9)),
        ("a\u{1B}[2J", .control(0x1B)), ("a\u{9B}b", .control(0x9B)), ("a\nb", .lineBreak), ("a\u{2028}b", .lineBreak),
        ("a\u{202E}b", .direction(0x202E)), ("a\u{2066}b", .direction(0x2066)), ("a\u{200B}b", .invisible(0x200B)),
        ("\u{FEFF}ab", .invisible(0xFEFF)), ("a\u{AD}b", .invisible(0xAD)), ("a\u{E0041}b", .invisible(0xE0041)),
        ("a\u{FFFD}b", .brokenEncoding), ("a\u{FFFF}b", .brokenEncoding), ("a\u{1FFFE}b", .brokenEncoding),
    ])
    func `what hides or harms is refused by name`(text: String, fault: TextFault) {
        #expect(throws: ShopError.text(.name, fault)) { try TextKind.name.clean(text) }
    }

    @Test func `lengths are bounded before and after normalising`() throws {
        let limit = TextKind.name.maximumBytes
        #expect(try TextKind.name.clean(String(repeating: "x", count: limit)).utf8.count == limit)
        for text in [
            String(repeating: "x", count: limit + 1), String(repeating: "é", count: limit / 2 + 1),
            String(repeating: " ", count: 1_000_000),
        ] {
            #expect(throws: ShopError.text(.name, .tooLong(limit: limit))) { try TextKind.name.clean(text) }
        }
        // Decomposed it is longer than the limit, composed it is not.
        #expect(try TextKind.name.clean(String(repeating: "e\u{301}", count: limit / 2)).utf8.count == limit)
    }

    @Test func `accents are not heaped without end`() throws {
        let most = "a" + String(repeating: "\u{315}", count: TextKind.maximumMarks)
        #expect(try TextKind.name.clean(most).unicodeScalars.count == TextKind.maximumMarks + 1)
        #expect(throws: ShopError.text(.name, .tooManyMarks)) { try TextKind.name.clean(most + "\u{315}") }
    }

    @Test func `a note keeps its lines`() throws {
        #expect(try Array(TextKind.note.clean("one\r\ntwo\nthree\n").utf8) == Array("one\ntwo\nthree".utf8))
        #expect(throws: ShopError.text(.note, .lineBreak)) { try TextKind.note.clean("one\rtwo") }
        #expect(throws: ShopError.text(.note, .lineBreak)) { try TextKind.note.clean("one\u{2029}two") }
    }

    @Test func `keys and addresses have their own alphabets`() throws {
        #expect(try TextKind.sku.clean("PEN-01/b.2") == "PEN-01/b.2")
        #expect(throws: ShopError.text(.sku, .notAllowed(0x3A))) { try TextKind.sku.clean("PEN:01") }
        #expect(throws: ShopError.text(.sku, .notAllowed(0x20))) { try TextKind.sku.clean("PEN 01") }
        #expect(throws: ShopError.text(.sku, .notAllowed(0xC9))) { try TextKind.sku.clean("PE\u{301}N") }
        #expect(throws: ShopError.text(.sku, .form)) { try TextKind.sku.clean("-PEN") }
        #expect(ShopError.text(.sku, .form).hint == "begin it with a letter or a digit")
        #expect(ShopError.text(.email, .form).hint == "write it like anna@example.com")
        #expect(try TextKind.email.clean("anna.berg@example.com") == "anna.berg@example.com")
        for text in ["anna", "@example.com", "anna@", "a@b@c"] {
            #expect(throws: ShopError.text(.email, .form)) { try TextKind.email.clean(text) }
        }
        #expect(throws: ShopError.text(.email, .notAllowed(0x20))) { try TextKind.email.clean("a b@example.com") }
        #expect(try TextKind.phone.clean("+49 (30) 23125-000 x12") == "+49 (30) 23125-000 x12")
        #expect(throws: ShopError.text(.phone, .notAllowed(0x3B))) { try TextKind.phone.clean("1;2") }
        #expect(try TextKind.name.cleanOptional(" ") == nil)
        #expect(try TextKind.name.cleanOptional("a") == "a")
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `cleaning twice changes nothing, and nothing traps`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pool: [ClosedRange<Int>] = [
            0x20...0x7E, 0x300...0x36F, 0x0...0x1F, 0xA0...0x24F, 0x1100...0x11FF, 0x200B...0x206F, 0x10FF00...0x10FFFF,
            0xE000...0xFFFF,
        ]
        for _ in 0..<40 {
            var text = String.UnicodeScalarView()
            for _ in 0..<random.number(0...12) {
                if let scalar = Unicode.Scalar(UInt32(random.number(random.pick(pool)))) { text.append(scalar) }
            }
            for kind in TextKind.allCases {
                guard let once = try? kind.clean(String(text)) else { continue }
                let twice = try? kind.clean(once)
                #expect(twice.map { Array($0.utf8) } == Array(once.utf8), "seed \(seed), \(kind), \(text.map(\.value))")
                #expect(once.utf8.count <= kind.maximumBytes)
            }
        }
    }

    @Test(arguments: [("12", 12), ("-3", -3), ("0", 0)])
    func `whole numbers are read strictly`(text: String, value: Int64) throws {
        #expect(try WholeNumber.parse(text, in: -10...100) == value)
    }

    @Test(arguments: ["", "+1", "01", "-0", "1.0", "1 ", "1e2", "101", "-11", "99999999999999999999999", "٣"])
    func `what is no whole number in range is refused`(text: String) {
        #expect(throws: ShopError.malformed(.quantity, text)) { try WholeNumber.parse(text, in: -10...100) }
    }

    @Test func `a line is read as it is typed on the command line`() throws {
        let plain = try LineRequest(parsing: "PEN-01:2", in: .eur)
        #expect((plain.sku, plain.quantity, plain.unitPrice) == ("PEN-01", 2, nil))
        #expect(try LineRequest(parsing: "PEN-01:2@1.50", in: .eur).unitPrice == Money(150, .eur))
        #expect(throws: ShopError.malformed(.lineRequest, "PEN-01")) { try LineRequest(parsing: "PEN-01", in: .eur) }
        #expect(throws: ShopError.malformed(.quantity, "0")) { try LineRequest(parsing: "PEN-01:0", in: .eur) }
        #expect(throws: ShopError.amount("1,5", .comma)) { try LineRequest(parsing: "PEN-01:2@1,5", in: .eur) }
        #expect(throws: ShopError.text(.sku, .empty)) { try LineRequest(parsing: ":2", in: .eur) }
    }

    @Test func `a country is a code of two letters, whatever its capitals`() throws {
        #expect(try TextKind.country.clean(" de ") == "DE")
        for text in ["Germany", "D", "ZZ", "XX", "12", "DEU", "日本"] {
            #expect(throws: ShopError.text(.country, .form)) { try TextKind.country.clean(text) }
        }
        let known = Locale.Region.isoRegions.map(\.identifier).filter { $0.utf8.count == 2 }
        for code in known where (try? TextKind.country.clean(code)) == nil {
            // What Unicode has beyond ISO: reserved codes, parts of countries, and words for no country.
            #expect(
                ["AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"].contains(code))
        }
        #expect(known.count >= 249)
    }
}
