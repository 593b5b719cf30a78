import ReplicaShop
import Testing

@Suite struct CSVReaderTests {
    func rows(_ bytes: [UInt8], chunk: Int = .max, separator: UInt8 = 0x2C, limits: CSVLimits = CSVLimits()) -> [CSVRow]
    {
        var reader = CSVReader(separator: separator, limits: limits)
        var rows: [CSVRow] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            rows += reader.read(Array(rest.prefix(chunk)))
            rest = rest.dropFirst(chunk)
        }
        return rows + reader.finish()
    }

    func rows(_ text: String, chunk: Int = .max, limits: CSVLimits = CSVLimits()) -> [CSVRow] {
        rows(Array(text.utf8), chunk: chunk, limits: limits)
    }

    func cells(_ text: String) -> [[String]?] {
        rows(text).map { row in
            if case .cells(let cells) = row.content { cells } else { nil }
        }
    }

    @Test func `cells, quotes and line ends of RFC 4180`() {
        #expect(cells("a,b\r\nc,d\r\n") == [["a", "b"], ["c", "d"]])
        #expect(cells("a,b\nc,d") == [["a", "b"], ["c", "d"]])
        #expect(cells("\"a,b\",\"c\"\"d\"\"\",\"e\r\nf\"\n") == [["a,b", "c\"d\"", "e\r\nf"]])
        #expect(cells("a,,\n,\n") == [["a", "", ""], ["", ""]])
        #expect(cells("\"\"\n") == [[""]])
        #expect(cells(" a , b\n") == [[" a ", " b"]])
        #expect(cells("") == [])
        #expect(cells("\n\r\n\n") == [])
    }

    @Test func `blank rows count but are not delivered`() {
        #expect(rows("a\n\n\r\nb\n").map(\.number) == [1, 4])
    }

    @Test func `a byte order mark is passed over, and only a whole one at the start`() {
        #expect(rows([0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8)).first?.content == .cells(["a", "b"]))
        #expect(cells("a\u{FEFF}\n") == [["a\u{FEFF}"]])
        #expect(rows([0xEF, 0xBB, 0x0A]).first?.content == .bad(.notUTF8, column: 1))
        #expect(rows([0xEF, 0xBB]).first?.content == .bad(.notUTF8, column: 1))
        #expect(rows([0xEF, 0xBB, 0xBF]) == [])
    }

    @Test func `bad rows are named and the good ones kept`() {
        let found = rows("a,b\nc,d\"e\nf,\"g\"h\ni\rj,k\nl,m\nn,\"o\n")
        #expect(found.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(
            found.map(\.content) == [
                .cells(["a", "b"]), .bad(.strayQuote, column: 2), .bad(.textAfterQuote, column: 2),
                .bad(.strayReturn, column: 1), .cells(["l", "m"]), .bad(.unterminatedQuote, column: 2),
            ])
        #expect(
            rows(Array("a,".utf8) + [0xFF] + Array("\nb,c\n".utf8)).map(\.content) == [
                .bad(.notUTF8, column: 2), .cells(["b", "c"]),
            ])
        #expect(rows("a\r").map(\.content) == [.bad(.strayReturn, column: 1)])
    }

    @Test func `bounds hold for cells, rows and columns`() {
        let limits = CSVLimits(maximumCellBytes: 4, maximumRowBytes: 10, maximumCells: 3)
        #expect(rows("abcd,efgh\n1\n", limits: limits).map(\.content) == [.cells(["abcd", "efgh"]), .cells(["1"])])
        #expect(
            rows("a,abcde\n1\n", limits: limits).map(\.content) == [
                .bad(.cellTooLong(limit: 4), column: 2), .cells(["1"]),
            ])
        #expect(
            rows("abcd,efgh,\n1\n", limits: limits).map(\.content) == [
                .bad(.rowTooLong(limit: 10), column: 3), .cells(["1"]),
            ])
        #expect(
            rows("a,b,c,d\n1\n", limits: limits).map(\.content) == [
                .bad(.tooManyCells(limit: 3), column: 4), .cells(["1"]),
            ])
        #expect(rows("a,b,c,d,e,f,g,h,i,j\n1\n", limits: limits).count == 2)
        let endless = "\"" + String(repeating: "x", count: 100_000)
        #expect(rows(endless).map(\.content) == [.bad(.cellTooLong(limit: 65_536), column: 1)])
    }

    @Test func `other separators`() {
        #expect(rows(Array("a;1,5\n".utf8), separator: 0x3B).first?.content == .cells(["a", "1,5"]))
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `every table survives a round trip in any chunks`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = ["a", "\"", ",", ";", "\n", "\r\n", "\r", " ", "=", "'", "+", "é", "日本", "\t", "0", "\u{FEFF}"]
        for dialect in CSVWriter.Dialect.allCases {
            let table = (0..<random.number(1...6)).map { _ in
                (0..<random.number(1...4)).map { _ in
                    (0..<random.number(0...4)).map { _ in random.pick(pieces) }.joined()
                }
            }
            let writer = CSVWriter(dialect: dialect)
            let bytes = writer.preamble + table.flatMap { writer.row($0.map { .text($0) }) }
            // Without a mark of the writer's own, one at the start of the first cell would be taken for it.
            guard !(dialect == .plain && bytes.starts(with: [0xEF, 0xBB, 0xBF])) else { continue }
            let separator: UInt8 = dialect == .excel ? 0x3B : 0x2C
            let read = rows(bytes, chunk: random.number(1...7), separator: separator)
            #expect(read == rows(bytes, separator: separator), "seed \(seed)")
            #expect(read.map(\.number) == Array(1...table.count), "seed \(seed)")
            let expected = table.map { CSVRow.Content.cells($0.map(guarded)) }
            #expect(read.map(\.content).map(scalars) == expected.map(scalars), "seed \(seed)")
        }
    }

    /// The guard once more, by its words: an apostrophe before what, apostrophes aside, begins like a formula.
    func guarded(_ text: String) -> String {
        let rest = text.unicodeScalars.drop { $0 == "'" }
        return rest.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } == true ? "'" + text : text
    }

    func scalars(_ content: CSVRow.Content) -> [[UInt8]] {
        if case .cells(let cells) = content { cells.map { Array($0.utf8) } } else { [] }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `hostile bytes give rows, whatever the chunks, and never trap`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alphabet: [UInt8] = [0x22, 0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 0x00, 0xFF]
        for _ in 0..<20 {
            let bytes = (0..<random.number(0...60)).map { _ in random.pick(alphabet) }
            let limits = CSVLimits(maximumCellBytes: 8, maximumRowBytes: 20, maximumCells: 3)
            let whole = rows(bytes, limits: limits)
            #expect(whole == rows(bytes, chunk: 1, limits: limits), "seed \(seed)")
            #expect(zip(whole, whole.dropFirst()).allSatisfy { $0.number < $1.number }, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `it reads well-formed tables as a recursive twin does`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = ["ab", "\"x,\"\"y\n\"", "", "\"\"", "1.5", "\"\r\n\""]
        for _ in 0..<20 {
            let count = random.number(1...4)
            let text = (0..<random.number(1...5)).map { _ in
                (0..<count).map { _ in random.pick(pieces) }.joined(separator: ",") + random.pick(["\n", "\r\n"])
            }.joined()
            let scalars = Array(text.unicodeScalars)
            #expect(
                cells(text) == CSVTwin.rows(scalars[...]).map(Optional.some), "seed \(seed), \(text.debugDescription)")
        }
    }
}
