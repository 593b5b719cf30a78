import ReplicaPanel
import Testing

@Suite struct QRCodeTests {
    @Test(arguments: ["replica", "a", "Tüte 3€!", "14 bytes, full"])
    func `a code of the first version is read back by a second decoder`(text: String) throws {
        let code = try QRCode(text)
        #expect(code.size == 21)
        #expect(FirstVersionReader(code).text == text)
    }

    @Test func `the three corners have finder patterns, and outside is light`() throws {
        let code = try QRCode("replica://join/" + String(repeating: "Ab9_", count: 40))
        let finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
        for (top, left) in [(0, 0), (0, code.size - 7), (code.size - 7, 0)] {
            for (row, modules) in finder.enumerated() {
                let shown = String((0..<7).map { code.isDark(row: top + row, column: left + $0) ? "1" : "0" })
                #expect(shown == modules, "row \(row) of the pattern at \(top), \(left)")
            }
        }
        for offset in 8..<code.size - 8 {
            #expect(code.isDark(row: 6, column: offset) == (offset % 2 == 0))
            #expect(code.isDark(row: offset, column: 6) == (offset % 2 == 0))
        }
        #expect(!code.isDark(row: -1, column: 0) && !code.isDark(row: 0, column: code.size))
        #expect(code.rows.count == code.size && code.rows.allSatisfy { $0.count == code.size })
    }

    @Test func `what does not fit is told with the bound`() throws {
        #expect(throws: QRCodeError.empty) { try QRCode("") }
        #expect(throws: QRCodeError.tooLong(bytes: 2_332)) { try QRCode(String(repeating: "x", count: 2_332)) }
        #expect(throws: QRCodeError.tooLong(bytes: 2_334)) { try QRCode(String(repeating: "€", count: 778)) }
        #expect(try QRCode(String(repeating: "x", count: QRCode.maximumBytes)).size == 177)
        #expect(
            QRCodeError.tooLong(bytes: 3_000).description
                == "A QR code holds at most 2331 bytes, and the text has 3000.")
    }

    @Test func `half blocks are the same modules, and on a dark ground their negative`() throws {
        let code = try QRCode("replica")
        let (paper, screen) = (code.halfBlocks(areDark: true), code.halfBlocks(areDark: false))
        #expect(paper.count == (code.textColumns + 1) / 2)
        #expect(paper.allSatisfy { $0.count == code.textColumns } && screen.count == paper.count)
        let opposite: [Character: Character] = ["█": " ", " ": "█", "▀": "▄", "▄": "▀"]
        #expect(screen == paper.map { String($0.map { opposite[$0] ?? "?" }) })
        for (line, text) in paper.enumerated() {
            for (column, character) in text.enumerated() {
                let (row, column) = (2 * line - QRCode.quietZone, column - QRCode.quietZone)
                #expect("█▀".contains(character) == code.isDark(row: row, column: column))
                #expect("█▄".contains(character) == code.isDark(row: row + 1, column: column))
            }
        }
        #expect(paper[0].allSatisfy { $0 == " " } && paper.allSatisfy { $0.hasPrefix("    ") && $0.hasSuffix("    ") })
    }
}

/// Reads a code of version 1, level M, as ISO/IEC 18004:2015 describes it, without correcting errors: there must be none.
private struct FirstVersionReader {
    private let code: QRCode
    private let size = 21

    init(_ code: QRCode) { self.code = code }

    /// The text; nil if it is not what was to be read.
    var text: String? {
        // 7.9: five bits of level and mask, hidden by a mask of their own.
        let places = (0..<6).map { (8, $0) } + [(8, 7), (8, 8), (7, 8)] + (0..<6).reversed().map { ($0, 8) }
        let format =
            places.reduce(0) { $0 << 1 | (code.isDark(row: $1.0, column: $1.1) ? 1 : 0) } ^ 0b101_0100_0001_0010
        guard format >> 13 == 0b00 else { return nil }
        let bits = dataBits(mask: format >> 10 & 7)
        func number(_ start: Int, _ count: Int) -> Int {
            bits[start..<start + count].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
        guard number(0, 4) == 0b0100 else { return nil }
        let count = number(4, 8)
        guard count <= 14 else { return nil }
        return String(validating: (0..<count).map { UInt8(number(12 + 8 * $0, 8)) }, as: UTF8.self)
    }

    /// 7.7.3: columns in pairs from the right, upwards and downwards in turn, beside the patterns.
    private func dataBits(mask: Int) -> [Bool] {
        var bits: [Bool] = []
        var isUpwards = true
        for right in [20, 18, 16, 14, 12, 10, 8, 5, 3, 1] {
            for row in isUpwards ? Array((0..<size).reversed()) : Array(0..<size) {
                for column in [right, right - 1] where !isPattern(row, column) {
                    bits.append(code.isDark(row: row, column: column) != isMasked(mask, row, column))
                }
            }
            isUpwards.toggle()
        }
        return bits
    }

    private func isPattern(_ row: Int, _ column: Int) -> Bool {
        row == 6 || column == 6 || (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9)
    }

    /// 7.8.2, table 10.
    private func isMasked(_ mask: Int, _ i: Int, _ j: Int) -> Bool {
        switch mask {
        case 0: (i + j) % 2 == 0
        case 1: i % 2 == 0
        case 2: j % 3 == 0
        case 3: (i + j) % 3 == 0
        case 4: (i / 2 + j / 3) % 2 == 0
        case 5: i * j % 2 + i * j % 3 == 0
        case 6: (i * j % 2 + i * j % 3) % 2 == 0
        default: ((i + j) % 2 + i * j % 3) % 2 == 0
        }
    }
}
