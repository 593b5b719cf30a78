import Foundation
import ReplicaCommand
import ReplicaPanel
import Testing

@Suite struct TerminalOutputTests {
    @Test(arguments: [
        ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("tab\tline\nback\r", "tab\\tline\\nback\\r"),
        ("\u{202E}evil", "\\u{202E}evil"),
        ("a\u{200B}b\u{2066}\u{FEFF}", "a\\u{200B}b\\u{2066}\\u{FEFF}"), ("\u{9B}2J\u{7F}", "\\u{9B}2J\\u{7F}"),
        ("\u{2028}\u{E0041}\u{E000}", "\\u{2028}\\u{E0041}\\u{E000}"), ("Müller & 王さん", "Müller & 王さん"),
        ("👩‍👧 नमस्ते می‌خواهم", "👩‍👧 नमस्ते می‌خواهم"),
    ])
    func `what could draw on the terminal is shown as an escape, names are not`(text: String, shown: String) {
        #expect(TerminalText.escaped(text) == shown)
    }

    @Test func `marks do not pile up`() {
        let tower = "e" + String(repeating: "\u{301}", count: 100)
        #expect(StyledText(tower).plainText.unicodeScalars.count { $0 == "\u{301}" } == 8)
    }

    @Test(arguments: [
        ("abc", 3), ("", 0), ("é", 1), ("e\u{301}", 1), ("王さん", 6), ("ｱ", 1), ("Ａ", 2), ("한국", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2),
        ("🧾", 2), ("👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("✔", 1), ("नि", 2), ("\u{301}", 0), ("…", 1),
    ])
    func `widths are those of the terminal`(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test func `colour surrounds the text and nothing else`() {
        let text: StyledText = "\("low", .warning) is \(3, .strong)"
        #expect(text.rendered(withColors: true) == "\u{1B}[33mlow\u{1B}[0m is \u{1B}[1m3\u{1B}[0m")
        #expect(text.rendered(withColors: false) == "low is 3")
        let hostile: StyledText = "\("\u{1B}[0m", .bad)"
        #expect(hostile.rendered(withColors: true) == "\u{1B}[31m\\u{1B}[0m\u{1B}[0m")
    }

    @Test func `cut text keeps whole characters within the width`() {
        let text: StyledText = "\("王さん", .strong) GmbH"
        for width in 0...12 {
            let cut = text.truncated(to: width)
            #expect(cut.displayWidth <= width)
            if width < text.displayWidth, width > 0 { #expect(cut.plainText.hasSuffix("…")) }
        }
        #expect(text.truncated(to: 6).plainText == "王さ…")
        #expect(text.truncated(to: 11) == text)
    }

    @Test func `columns line up whatever the letters`() {
        var table = TextTable([.init("NUMBER"), .init("CUSTOMER", canShrink: true), .init("TOTAL", .trailing)])
        table.add(["2026-B-0042", "Mei 王", "12.50"])
        table.add(["2026-B-0043", "Jose\u{301}", "1250.00"])
        table.setFooter(["", "2 bills", "1262.50"])
        #expect(
            table.lines(width: nil).map(\.plainText) == [
                "NUMBER       CUSTOMER    TOTAL",
                "2026-B-0042  Mei 王      12.50",
                "2026-B-0043  Jose\u{301}      1250.00",
                "-----------  --------  -------",
                "             2 bills   1262.50",
            ])
    }

    @Test func `where there is no room, empty columns go first, then those that matter least`() {
        var table = TextTable([
            .init("ID"), .init("NAME", canShrink: true), .init("PLACE", dropped: 3), .init("WHO", dropped: 2),
            .init("REACH", dropped: 1),
        ])
        table.add(["1234567890", "Meier and Daughters", "", "anna", "everywhere"])
        func titles(_ width: Int?) -> String { table.lines(width: width)[0].plainText }
        #expect(titles(nil).contains("PLACE"))
        #expect(!titles(50).contains("PLACE") && titles(50).contains("REACH"))
        #expect(!titles(40).contains("REACH") && titles(40).contains("WHO"))
        #expect(!titles(28).contains("WHO") && titles(28).contains("NAME"))
        for width in [26, 28, 40, 50] {
            #expect(table.lines(width: width).allSatisfy { $0.displayWidth <= width }, "\(width)")
        }
    }

    @Test func `a narrow terminal cuts the columns that may be cut, the widest first`() {
        var table = TextTable([.init("ID"), .init("NAME", canShrink: true), .init("NOTE", canShrink: true)])
        table.add(["0123456789", StyledText(String(repeating: "n", count: 30)), "tttttttttttt"])
        for width in [40, 34, 30] {
            #expect(table.lines(width: width).allSatisfy { $0.displayWidth <= width })
        }
        #expect(table.lines(width: 40)[1].plainText == "0123456789  nnnnnnnnnnnnn…  tttttttttttt")
        #expect(table.lines(width: 10)[1].plainText.hasPrefix("0123456789  nnnnnnn…"))
    }

    @Test(arguments: [
        (4_250, "EUR", "42.50 EUR"), (-5, "EUR", "-0.05 EUR"), (1_500, "JPY", "1500 JPY"), (2_125, "KWD", "2.125 KWD"),
        (0, "USD", "0.00 USD"), (Int64.min, "EUR", "-92233720368547758.08 EUR"),
    ])
    func `amounts have the decimals of their currency`(minor: Int64, currency: String, text: String) {
        #expect(MoneyText.format(minor: minor, currency: currency) == text)
    }

    @Test(
        arguments: [
            (12, 5, 40, "[###-------]", 1), (0, 5, nil, "[----------]", 5), (3, 5, nil, "[###-------]", 5),
            (40, 0, nil, "[##########]", nil),
            (-2, 5, nil, "[!---------]", 5), (1, 5, 1_000, "[#---------]", 0),
        ] as [(Int64, Int64, Int64?, String, Int?)])
    func `meters show level and threshold`(level: Int64, threshold: Int64, target: Int64?, bar: String, mark: Int?) {
        var expected = Array(bar)
        if let mark { expected[mark + 1] = "|" }
        #expect(Meter.bar(level: level, threshold: threshold, target: target) == String(expected))
    }

    @Test func `no level makes a meter trap`() {
        for level in [Int64.min, -1, 0, 1, .max] {
            for threshold in [Int64.min, 0, 1, .max] {
                for target in [nil, Int64.min, 0, .max] as [Int64?] {
                    #expect(Meter.bar(level: level, threshold: threshold, target: target).count == Meter.width + 2)
                }
            }
        }
    }

    @Test(arguments: [
        (0, "just now"), (9_999, "just now"), (30_000, "30 s ago"), (180_000, "3 min ago"), (7_200_000, "2 h ago"),
        (-7_200_000, "in 2 h"),
    ])
    func `recent moments are told by their age`(age: Int64, text: String) {
        let now = Timestamp(milliseconds: 1_777_816_931_000)
        #expect(TimeText.relative(Timestamp(milliseconds: now.milliseconds - age), now: now) == text)
    }

    @Test func `older moments are told by the local date`() throws {
        let now = try #require(Timestamp(rfc3339: "2026-05-03T14:02:11Z"))
        let text = TimeText.relative(try #require(Timestamp(rfc3339: "2026-04-01T12:30:00Z")), now: now)
        #expect(text.count == 16)
        #expect(text.hasPrefix("2026-04-0"))
        #expect(!TimeText.relative(Timestamp(milliseconds: .min), now: now).isEmpty)
        #expect(!TimeText.relative(Timestamp(milliseconds: .max), now: now).isEmpty)
    }

    @Test func `a list is an array, lines of objects, or fields`() throws {
        let json: JSON = [["id": "a"], ["id": "b\tc"]]
        let expected: [(OutputFormat, String)] = [
            (.json, "[{\"id\":\"a\"},{\"id\":\"b\\tc\"}]\n"), (.jsonl, "{\"id\":\"a\"}\n{\"id\":\"b\\tc\"}\n"),
            (.plain, "a\nb\\tc\n"),
            (.human, "2 rows\n"),
        ]
        for (format, text) in expected {
            let (output, _) = try written(format) { (output) throws(CommandError) in
                try output.present(Presentation(json: json, plain: [["a"], ["b\tc"]], human: { _ in ["2 rows"] }))
                try output.flush()
            }
            #expect(output == text)
        }
    }

    @Test func `quiet silences notes, and only repeated verbosity tells the last detail`() throws {
        for (change, expected) in [
            ({ $0.isQuiet = true }, ""), ({ _ in }, "note\n"), ({ $0.verbosity = 1 }, "note\nmore\n"),
            ({ $0.verbosity = 2 }, "note\nmore\nmost\n"),
        ] as [((inout GlobalValues) -> Void, String)] {
            let (_, messages) = try written(.human, change) { (output) throws(CommandError) in
                try output.note("note")
                try output.detail("more")
                try output.detail("most", level: 2)
            }
            #expect(messages == expected)
        }
    }

    /// What `work` writes to files in place of standard output and standard error.
    private func written(
        _ format: OutputFormat, _ change: (inout GlobalValues) -> Void = { _ in },
        _ work: (Output) throws(CommandError) -> Void
    ) throws -> (results: String, messages: String) {
        let files = try [0, 1].map { _ in
            let path = FileManager.default.temporaryDirectory.appendingPathComponent(
                "replica-output-" + UUID().uuidString)
            _ = FileManager.default.createFile(atPath: path.path, contents: nil)
            return (path, try FileHandle(forWritingTo: path))
        }
        defer { for (path, _) in files { try? FileManager.default.removeItem(at: path) } }
        var globals = GlobalValues()
        globals.format = format
        change(&globals)
        let output = Output(
            globals, ProcessContext(words: []), results: files[0].1.fileDescriptor, messages: files[1].1.fileDescriptor)
        try work(output)
        return (
            try String(contentsOf: files[0].0, encoding: .utf8), try String(contentsOf: files[1].0, encoding: .utf8)
        )
    }
}
