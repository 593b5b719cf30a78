import ReplicaPanel
import Testing

struct JSONTests {
    private func text(_ value: JSON, _ layout: JSON.Layout = .compact) -> String {
        String(decoding: value.encoded(layout), as: UTF8.self)
    }

    @Test func `the compact form has no white space and keeps the order of members`() {
        let value: JSON = [
            "z": 1, "a": [true, false, nil], "number": 4.25, "text": "a \"b\" \\ \n \u{1} é 🧾", "empty": [:],
            "none": [],
        ]
        #expect(
            text(value)
                == #"{"z":1,"a":[true,false,null],"number":4.25,"text":"a \"b\" \\ \n \u0001 é 🧾","empty":{},"none":[]}"#
        )
    }

    @Test func `the pretty form indents by two spaces and leaves empty containers closed`() {
        let value: JSON = ["a": [1, ["b": nil]], "c": [], "d": [:]]
        #expect(
            text(value, .pretty) == """
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "c": [],
                  "d": {}
                }
                """)
    }

    @Test(
        arguments: [
            ("0", JSON.integer(0)), ("-0", .integer(0)), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("1.5", .number(1.5)), ("1e3", .number(1000)),
            ("-2E-2", .number(-0.02)),
            ("5e-324", .number(.leastNonzeroMagnitude)), ("\"\"", .string("")), (" \t\r\n null \n", .null),
            ("[]", .array([])),
            (#""\u0041\u00e9\ud83e\uddfe\/\b\f\n\r\t\"\\""#, .string("Aé🧾/\u{8}\u{c}\n\r\t\"\\")),
            ("\"\\u0000\"", .string("\0")),
            (#"{"b":[1,{"a":"x"}],"a":true}"#, ["b": [1, ["a": "x"]], "a": true] as JSON),
        ] as [(String, JSON)])
    func `a valid text gives its value`(text: String, value: JSON) throws {
        #expect(try JSON.decode(text) == value)
    }

    @Test(arguments: [
        ("", JSONDecodingError.Reason.unexpectedEnd, 0), ("[1,", .unexpectedEnd, 3), ("\"a", .unexpectedEnd, 2),
        ("nul", .unexpectedEnd, 3), ("nulL", .unexpectedByte(0x4C), 3), ("[1,]", .unexpectedByte(0x5D), 3),
        ("{\"a\":1,}", .unexpectedByte(0x7D), 7), ("{a:1}", .unexpectedByte(0x61), 1),
        ("1 2", .unexpectedByte(0x32), 2),
        ("\u{FEFF}1", .unexpectedByte(0xEF), 0), ("01", .invalidNumber, 0), ("[-]", .invalidNumber, 1),
        ("1.", .invalidNumber, 0), ("1e+", .invalidNumber, 0), ("+1", .unexpectedByte(0x2B), 0),
        (".5", .unexpectedByte(0x2E), 0), ("NaN", .unexpectedByte(0x4E), 0), ("1e999", .numberOutOfRange, 0),
        ("9223372036854775808", .numberOutOfRange, 0), ("-9223372036854775809", .numberOutOfRange, 0),
        ("\"\\x\"", .invalidEscape, 1), ("\"\\u12G4\"", .invalidEscape, 1), ("\"\\u12\"", .invalidEscape, 1),
        ("\"\\ud800\"", .invalidEscape, 1), ("\"\\ud800\\u0041\"", .invalidEscape, 1),
        ("\"\\udc00\"", .invalidEscape, 1),
        ("\"a\nb\"", .controlCharacter, 2), ("\"\\n\n\"", .controlCharacter, 3),
        ("{\"a\":1,\"b\":2,\"a\":3}", .duplicateKey("a"), 13), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey("a"), 7),
    ])
    func `an invalid text is refused with the place of the fault`(
        text: String, reason: JSONDecodingError.Reason, position: Int
    ) {
        #expect(throws: JSONDecodingError(reason, at: position)) { try JSON.decode(text) }
    }

    @Test(arguments: [
        [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
    ])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        #expect(throws: JSONDecodingError(.invalidUTF8, at: 0)) { try JSON.decode(bytes) }
    }

    @Test func `keys that differ only in normalisation are two keys`() throws {
        let value = try JSON.decode("{\"caf\u{e9}\":1,\"cafe\u{301}\":2}")
        #expect(value["caf\u{e9}"] == 1)
        #expect(value["cafe\u{301}"] == 2)
        #expect(JSON.string("caf\u{e9}") != JSON.string("cafe\u{301}"))
    }

    @Test func `depth and length are bounded`() throws {
        let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try JSON.decode(deep) }
        #expect(throws: JSONDecodingError(.tooDeep(maximumDepth: 32), at: 32)) { try JSON.decode("[" + deep + "]") }
        #expect(throws: JSONDecodingError(.tooDeep(maximumDepth: 32), at: 32)) {
            try JSON.decode(String(repeating: "[", count: 100_000))
        }
        #expect(throws: JSONDecodingError(.tooLong(maximumBytes: 4), at: 4)) {
            try JSON.decode("12345", maximumBytes: 4)
        }
        #expect(try JSON.decode("1234", maximumBytes: 4) == 1234)
    }

    @Test func `a number that JSON cannot write becomes null`() {
        #expect(text([.number(.nan), .number(.infinity), .number(1e300)]) == "[null,null,1e+300]")
    }

    @Test func `members are read, replaced in place, appended and removed`() {
        var value: JSON = ["a": 1, "b": 2]
        value["a"] = "one"
        value["c"] = [1, 2]
        value["b"] = Optional<JSON>.none
        #expect(text(value) == #"{"a":"one","c":[1,2]}"#)
        #expect(value["c"]?[1]?.integerValue == 2)
        #expect(value["c"]?[2] == nil)
        #expect(value["a"]?.stringValue == "one")
        #expect(value["nothing"]?["inside"] == nil)
        #expect(JSON.integer(3).numberValue == 3.0)
        #expect(JSON.number(3).integerValue == nil)
    }

    @Test func `what is written reads back as the same value, for a thousand random values`() throws {
        for seed in 0..<1000 as Range<UInt64> {
            var random = SplitMix64(state: seed)
            let value = randomJSON(depth: 0, using: &random)
            for layout in [JSON.Layout.compact, .pretty] {
                #expect(try JSON.decode(value.encoded(layout)) == value, "seed \(seed)")
            }
        }
    }

    @Test func `no change of a byte and no cut makes the decoder trap, and what it takes it writes back`() throws {
        let sample = Array(#"{"a":[1,-2.5e3,"x\u00e9\n🧾",true,null],"b":{"c":[]}}"#.utf8)
        var random = SplitMix64(state: 7)
        for round in 0..<20_000 {
            var bytes = Array(sample.prefix(Int(random.next() % UInt64(sample.count + 1))))
            for _ in 0..<(random.next() % 4) where !bytes.isEmpty {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            guard let value = try? JSON.decode(bytes) else { continue }
            #expect(try JSON.decode(value.encoded()) == value, "round \(round)")
        }
    }

    private func randomJSON(depth: Int, using random: inout SplitMix64) -> JSON {
        switch random.next() % (depth < 4 ? 7 : 5) {
        case 0: return .null
        case 1: return .bool(random.next() & 1 == 0)
        case 2: return .integer(Int64(bitPattern: random.next()))
        case 3:
            let number = Double(bitPattern: random.next())
            return .number(number.isFinite ? number : 0.5)
        case 4: return .string(randomString(using: &random))
        case 5: return .array((0..<random.next() % 4).map { _ in randomJSON(depth: depth + 1, using: &random) })
        default:
            return .object(
                JSONObject(
                    (0..<random.next() % 4).map { _ in
                        (randomString(using: &random), randomJSON(depth: depth + 1, using: &random))
                    }))
        }
    }

    private func randomString(using random: inout SplitMix64) -> String {
        var string = ""
        for _ in 0..<random.next() % 6 {
            let code = UInt32(truncatingIfNeeded: random.next() % (random.next() & 1 == 0 ? 0x80 : 0x110000))
            if let scalar = Unicode.Scalar(code) { string.unicodeScalars.append(scalar) }
        }
        return string
    }
}
