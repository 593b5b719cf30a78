import Foundation
import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// What the article on formats shows is what the decoders read.
@Suite struct FormatsArticleTests {
    private static func article() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(
            contentsOf: root.appendingPathComponent("Sources/Replica/Documentation.docc/Formats.md"), encoding: .utf8)
    }

    @Test func `the delta of the article decodes to the note that it tells of`() throws {
        let block = try #require(try Self.article().components(separatedBy: "```").dropFirst().first)
        var digits = ""
        for line in block.split(separator: "\n") {
            for word in line.split(separator: " ") {
                guard word.allSatisfy(\.isHexDigit), word.count.isMultiple(of: 2) else { break }
                digits += word
            }
        }
        let bytes = try #require([UInt8](hexadecimalText: digits))
        #expect(digits == Golden.customer1.filter { !$0.isWhitespace })
        let delta = try Delta(bytes: bytes, hash: DeltaHash(high: 0, low: 0))
        #expect(delta.user == "Customer")
        #expect(delta.seq == 1)
        #expect(delta.changes.map(\.document.description) == ["bill/1"])
        #expect(delta.changes.map(\.payload) == [.value(.text("thanks"))])
    }

    @Test func `the value of the article decodes`() throws {
        let shown = try #require(try Self.article().components(separatedBy: "“é” is `").dropFirst().first)
        let digits = shown.prefix { $0 != "`" }.filter { $0 != " " }
        var reader = ByteReader(try #require([UInt8](hexadecimalText: String(digits))))
        #expect(try Value(from: &reader) == .list([.bool(true), .integer(-3), .text("é")]))
    }
}
