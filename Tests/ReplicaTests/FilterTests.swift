import Replica
import Testing

/// A row of fields by name, as texts of a filter.
typealias FilterRow = [String: FilterValue]

extension FilterFields where Row == FilterRow {
    /// The fields of the tests.
    static let sample: FilterFields<FilterRow> = {
        let kinds: [(String, FilterKind)] = [
            ("total", .amount), ("open", .amount), ("count", .number), ("name", .text), ("customer.name", .text),
            ("payment", .word(["open", "paid", "partly-paid"])), ("due", .day), ("changedAt", .moment),
            ("overdue", .truth), ("tags", .text), ("note", .any),
        ]
        return FilterFields(kinds.map { name, kind in .init(name, kind) { $0[name] ?? .null } })
    }()
}

@Suite struct FilterTests {
    private static let row: FilterRow = [
        "total": .number(FilterNumber(125_050, scale: 2)), "open": .number(FilterNumber(0)),
        "count": .number(FilterNumber(-3)), "name": .text("Pen, blue"), "customer.name": .text("Mei Tân-Müller"),
        "payment": .list([.text("open"), .text("unpaid")]), "due": .text("2026-11-22"),
        "changedAt": .text("2026-11-22T10:00:00.000Z"), "overdue": .truth(true),
        "tags": .list([.text("new"), .text("Straße")]), "note": .null,
    ]

    @Test(arguments: [
        (#"payment == "open" && total > 1000 && customer.name ~ "mei""#, true),
        ("total > 1250.5", false), ("total >= 1250.50", true), ("total == 1250.5", true), ("open == 0", true),
        ("open < total", true), ("count < 0", true), ("count == -3", true), (#"name == "pen, blue""#, false),
        (#"name ~ "BLUE pen""#, true), (#"customer.name ~ 'muller tan'"#, true), (#"name ~ "red""#, false),
        (#"payment in ["paid", "open"]"#, true), (#"payment in ["paid"]"#, false), ("payment in []", false),
        (#"payment != "open""#, false), (#"!(payment == "paid")"#, true), (#"due <= "2026-11-22""#, true),
        (#"due > "2026-11-22""#, false), (#"changedAt > "2026-11-22""#, true),
        (#"changedAt < "2026-11-22T10:00:00Z""#, true), ("overdue", true), ("!overdue", false),
        ("overdue == false", false), (#"tags == "new""#, true), (#"tags ~ "strasse""#, true),
        (#"tags != "old""#, true), ("note == null", true), ("note != null", false), ("note < 3", false),
        ("!(note < 3)", true), ("note in [null, 1]", true), ("due != null", true),
        (#"total > 2000 || overdue && name ~ "pen""#, true), (#"(total > 2000 || overdue) && name ~ "ink""#, false),
        (#"name == "Pen,\u{20}blue""#, true), ("  total>1000&&overdue  ", true),
    ])
    func `a filter says what its words say`(text: String, holds: Bool) throws {
        let test = try Filter(text).test(on: .sample)
        #expect(test(Self.row) == holds)
    }

    @Test(arguments: [
        ("", 1, "Begin with a field"), ("total >", 8, "a number"), ("total = 3", 7, "Write =="),
        ("total > 3 & open > 1", 11, "Write &&"), ("total > 3 and open > 1", 11, "Write &&"),
        ("total <> 3", 7, "Write !="), ("(total > 3", 11, ")"), ("total > 3)", 10, "&&"),
        (#"name ~ pen"#, 8, "a text in quotation marks"), (#"name == "pen"#, 9, "Close it"),
        ("total > 1,5", 10, "&&"), ("total > 1.2.3", 9, "Write digits"), ("due < 2026-11-22", 7, "\"2026-11-22\""),
        ("totl > 3", 1, "Did you mean total?"), ("costumer.name ~ 'x'", 1, "Did you mean customer.name?"),
        ("customer ~ 'x'", 1, "Did you mean customer.name?"), (#"total > "3""#, 9, "12.50"),
        (#"payment == "opne""#, 12, "Did you mean \"open\"?"), (#"due > "soon""#, 7, "2026-11-22"),
        (#"name < 3"#, 8, "quotation marks"), ("total", 1, "!= null"), ("overdue > true", 11, "!overdue"),
        ("count ~ '3'", 1, "<="), ("total < null", 9, "== or !="), ("total in [1", 12, "comma"),
        ("total == name", 10, "quotation marks"), (#"name == "\x""#, 10, "\\\\"), ("total > 3 $", 11, "signs"),
        ("mei", 1, "names"), ("3 < total", 1, "a field"), ("a.  > 3", 5, "part of a"), ("é́x > 1 =", 8, "Write =="),
    ])
    func `a mistake is told with its place and what to do`(text: String, position: Int, hint: String) {
        do throws(FilterError) {
            _ = try Filter(text).test(on: .sample)
            Issue.record("\(text) was taken for a filter")
        } catch {
            #expect(error.position == position, "\(error)")
            #expect(error.hint.contains(hint) || error.message.contains(hint) || hint == "names", "\(error)")
            #expect(error.description.hasPrefix("At character \(position) of the filter: "))
        }
    }

    @Test func `a filter has bounds, and at them it is still read`() throws {
        let deep = Filter.maximumDepth - 1
        _ = try Filter(String(repeating: "(", count: deep) + "a" + String(repeating: ")", count: deep))
        #expect(throws: FilterError.self) {
            try Filter(String(repeating: "(", count: deep + 1) + "a" + String(repeating: ")", count: deep + 1))
        }
        #expect(throws: FilterError.self) { try Filter(String(repeating: "!", count: 1_900) + "a") }
        let terms = Array(repeating: "a", count: Filter.maximumTerms)
        _ = try Filter(terms.joined(separator: "||"))
        #expect(throws: FilterError.self) { try Filter((terms + ["a"]).joined(separator: "||")) }
        #expect(throws: FilterError.self) { try Filter("a in [\((0...100).map(String.init).joined(separator: ","))]") }
        let long = String(repeating: "x", count: Filter.maximumLength)
        _ = try Filter(long)
        do throws(FilterError) {
            _ = try Filter(long + "x")
            Issue.record("too long a filter was read")
        } catch { #expect(error.kind == .limit) }
    }

    @Test func `numbers are exact`() throws {
        let tenth = try Filter("total == 0.3").test(on: .sample)
        #expect(tenth(["total": .number(FilterNumber(30, scale: 2))]))
        #expect(!tenth(["total": .number(FilterNumber(300_000_001, scale: 9))]))
        #expect(tenth(["total": .real(0.3)]))
        #expect(FilterNumber(-5, scale: 2).description == "-0.05")
        #expect(FilterNumber(1_250, scale: 2).description == "12.5")
        #expect(FilterNumber(.min) < FilterNumber(.max, scale: 9))
    }
}
