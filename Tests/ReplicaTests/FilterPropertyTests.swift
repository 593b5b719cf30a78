import Replica
import Testing

/// A seeded generator of filters, rows and rubbish.
private struct FilterDice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(sides))
    }

    mutating func one<Element>(of elements: [Element]) -> Element { elements[roll(elements.count)] }

    private static let names = ["a", "b.c", "d-e", "_f", "ü.g.h"]
    private static let texts = ["", "x", "X y", "“q”\\", "\"'\n\t", "\u{301}e", "é", "ß", "\u{0}", "🧑‍🧑‍🧒", "true"]

    mutating func name() -> String { one(of: Self.names) }

    mutating func value() -> FilterValue {
        switch roll(7) {
        case 0: .null
        case 1: .truth(roll(2) == 0)
        case 2: .number(FilterNumber(Int64(roll(7)) - 3))
        case 3: .number(FilterNumber(Int64(roll(2_000)) - 1_000, scale: roll(10)))
        default: .text(one(of: Self.texts))
        }
    }

    /// A filter as a tree of its own, with the text that it is written as and the slow way to judge a row by it.
    indirect enum Tree {
        case field(String)
        case compare(String, String, FilterValue)
        case fields(String, String, String)
        case search(String, String)
        case among(String, [FilterValue])
        case not(Tree)
        case all([Tree])
        case any([Tree])
    }

    mutating func tree(depth: Int = 0) -> Tree {
        switch roll(depth > 3 ? 5 : 9) {
        case 0: return .field(name())
        case 1:
            let value = value()
            return .compare(
                name(), one(of: value == .null ? ["==", "!="] : ["==", "!=", "<", "<=", ">", ">="]), value)
        case 2: return .fields(name(), one(of: ["==", "!=", "<", "<=", ">", ">="]), name())
        case 3: return .search(name(), one(of: Self.texts))
        case 4: return .among(name(), (0..<roll(4)).map { _ in value() })
        case 5, 6: return .not(tree(depth: depth + 1))
        case 7: return .all((0..<(2 + roll(2))).map { _ in tree(depth: depth + 1) })
        default: return .any((0..<(2 + roll(2))).map { _ in tree(depth: depth + 1) })
        }
    }

    mutating func row() -> FilterRow {
        var row = FilterRow()
        for name in Self.names where roll(4) > 0 {
            row[name] = roll(5) == 0 ? .list((0..<roll(3)).map { _ in value() }) : value()
        }
        return row
    }
}

extension FilterDice.Tree {
    fileprivate var text: String {
        switch self {
        case .field(let name): name
        case .compare(let name, let sign, let value): "\(name)\(sign)\(Self.written(value))"
        case .fields(let name, let sign, let other): "\(name) \(sign) \(other)"
        case .search(let name, let text): "\(name) ~\(Self.written(.text(text)))"
        case .among(let name, let values): "\(name) in[ \(values.map(Self.written).joined(separator: " ,"))]"
        case .not(let tree): "!(\(tree.text))"
        case .all(let trees): trees.map { "(\($0.text))" }.joined(separator: "&&")
        case .any(let trees): trees.map { "(\($0.text))" }.joined(separator: " ||\n")
        }
    }

    private static func written(_ value: FilterValue) -> String {
        switch value {
        case .null: "null"
        case .truth(let truth): "\(truth)"
        case .number(let number): number.description
        case .text(let text):
            "'" + text.unicodeScalars.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
        case .real, .list: ""
        }
    }

    /// The meaning, spelt out as directly as can be.
    fileprivate func holds(_ row: FilterRow) -> Bool {
        switch self {
        case .field(let name): Self.singles(row[name]).contains(.truth(true))
        case .compare(let name, let sign, let value): Self.compare(row[name], sign, value)
        case .fields(let name, let sign, let other): Self.compare(row[name], sign, row[other])
        case .search(let name, let text):
            Self.singles(row[name]).contains { single in
                guard case .text(let content) = single else { return false }
                let words = text.split(whereSeparator: \.isWhitespace)
                return words.allSatisfy { Self.folded(content).contains(Self.folded(String($0))) }
            }
        case .among(let name, let values): values.contains { Self.compare(row[name], "==", $0) }
        case .not(let tree): !tree.holds(row)
        case .all(let trees): trees.allSatisfy { $0.holds(row) }
        case .any(let trees): trees.contains { $0.holds(row) }
        }
    }

    private static func folded(_ text: String) -> String {
        switch text {
        case "é", "\u{301}e": "e"
        case "ß": "ss"
        case "X": "x"
        case "X y": "x y"
        default: text
        }
    }

    private static func singles(_ value: FilterValue?) -> [FilterValue] {
        guard case .list(let values)? = value else { return [value ?? .null] }
        return values.isEmpty ? [.null] : values
    }

    private static func compare(_ left: FilterValue?, _ sign: String, _ right: FilterValue?) -> Bool {
        let pairs = singles(left).flatMap { one in singles(right).map { (one, $0) } }
        switch sign {
        case "==": return pairs.contains { $0 == $1 }
        case "!=": return !pairs.contains { $0 == $1 }
        case "<": return pairs.contains { before($0, $1) }
        case ">": return pairs.contains { before($1, $0) }
        case "<=": return compare(left, "<", right) || pairs.contains { $0 == $1 && $0 != .null }
        default: return compare(left, ">", right) || pairs.contains { $0 == $1 && $0 != .null }
        }
    }

    private static func before(_ one: FilterValue, _ other: FilterValue) -> Bool {
        switch (one, other) {
        case (.number(let a), .number(let b)): Double(a.description)! < Double(b.description)!
        case (.text(let a), .text(let b)): a < b
        default: false
        }
    }
}

@Suite struct FilterPropertyTests {
    private static let fields = FilterFields<FilterRow>(
        ["a", "b.c", "d-e", "_f", "ü.g.h"].map { name in .init(name, .any) { $0[name] ?? .null } })

    @Test func `a filter judges as its slow twin does, and reads what it writes`() throws {
        var dice = FilterDice(state: 20_261_122)
        for round in 0..<3_000 {
            let tree = dice.tree()
            let filter = try Filter(tree.text)
            #expect(try Filter(filter.description) == filter, "round \(round): \(filter)")
            let test = try filter.test(on: Self.fields)
            for _ in 0..<4 {
                let row = dice.row()
                let isSame = test(row) == tree.holds(row)
                #expect(isSame, "round \(round): \(tree.text) on \(row)")
            }
        }
    }

    @Test func `no text makes the reader trap, and what it takes it can write`() throws {
        var dice = FilterDice(state: 7)
        let pieces = [
            "a", "b.c", "in", "true", "null", " ", "==", "!=", "<", ">=", "~", "&&", "||", "!", "(", ")", "[", "]",
            ",", ".", "\"x\"", "'", "\\", "\\u{", "}", "12", "-", "9.5", "\u{301}", "\u{0}", "é", "🧒", "\r\n", "=", "&",
        ]
        var taken = 0
        for round in 0..<20_000 {
            var text = ""
            if round.isMultiple(of: 2) {
                for _ in 0..<dice.roll(12) { text += dice.one(of: pieces) }
            } else {
                text = String(decoding: (0..<dice.roll(40)).map { _ in UInt8(dice.roll(256)) }, as: UTF8.self)
            }
            do throws(FilterError) {
                let filter = try Filter(text)
                taken += 1
                let again = try? Filter(filter.description)
                #expect(again == filter, "round \(round): \(text.debugDescription)")
            } catch {
                #expect((1...(text.unicodeScalars.count + 1)).contains(error.position), "round \(round): \(error)")
            }
        }
        #expect(taken > 100)
    }
}
