import Foundation
import ReplicaPanel
import Testing

struct ServerSentEventTests {
    @Test func `an event is written field by field and ends with an empty line`() {
        let event = ServerSentEvent(id: "17", name: "mutation", data: "a\nb\r\nc\rd\n", retryMilliseconds: 500)
        #expect(
            String(decoding: event.encoded(), as: UTF8.self)
                == "id: 17\nevent: mutation\nretry: 500\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \n\n")
        #expect(String(decoding: ServerSentEvent.comment("one\ntwo"), as: UTF8.self) == ": one\n: two\n\n")
        #expect(String(decoding: ServerSentEvent(data: "").encoded(), as: UTF8.self) == "data: \n\n")
    }

    @Test func `an id or a name cannot begin another field`() {
        let event = ServerSentEvent(id: "1\ndata: forged", name: "a\r\nid: 9", data: "x")
        #expect(String(decoding: event.encoded(), as: UTF8.self) == "id: 1data: forged\nevent: aid: 9\ndata: x\n\n")
        #expect(String(decoding: ServerSentEvent(id: "1\0", data: "x").encoded(), as: UTF8.self) == "data: x\n\n")
    }

    /// The examples of the HTML standard, section 9.2.6.
    @Test(
        arguments: [
            (
                "data: YHOO\ndata: +2\ndata: 10\n\n", [.event(ServerSentEvent(data: "YHOO\n+2\n10"))]
            ),
            (
                ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
                [
                    .comment("test stream"), .event(ServerSentEvent(id: "1", data: "first event")),
                    .event(ServerSentEvent(id: "", data: "second event")),
                    .event(ServerSentEvent(id: "", data: " third event")),
                ]
            ),
            (
                "data\n\ndata\ndata\n\ndata:", [.event(ServerSentEvent(data: "")), .event(ServerSentEvent(data: "\n"))]
            ),
            (
                "data:test\n\ndata: test\n\n",
                [.event(ServerSentEvent(data: "test")), .event(ServerSentEvent(data: "test"))]
            ),
            (
                "\u{FEFF}event: add\rdata: x\r\revent:\r\ndata: y\r\n\r\nevent: lost\n\ndata: z\n\n",
                [
                    .event(ServerSentEvent(name: "add", data: "x")), .event(ServerSentEvent(data: "y")),
                    .event(ServerSentEvent(data: "z")),
                ]
            ),
            (
                "retry: 10\nretry: 1x\nunknown: a\nid: a\0b\ndata: x\n\n",
                [.retry(milliseconds: 10), .event(ServerSentEvent(data: "x"))]
            ),
        ] as [(String, [ServerSentFrame])])
    func `a stream is read as the standard says, however it is cut`(text: String, frames: [ServerSentFrame]) throws {
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            var parser = ServerSentEventParser()
            var found: [ServerSentFrame] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                found += try parser.push(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(found == frames, "pieces of \(size) bytes")
        }
    }

    @Test func `the last id survives events without one and is what to send back`() throws {
        var parser = ServerSentEventParser()
        _ = try parser.push("id: 5\ndata: a\n\ndata: b\n\nid: 6\n".utf8)
        #expect(parser.lastEventID == "5")
        _ = try parser.push("\n".utf8)
        #expect(parser.lastEventID == "6")
    }

    @Test func `what is written is read back`() throws {
        for seed in 0..<500 as Range<UInt64> {
            var random = SplitMix64(state: seed)
            let alphabet = Array("ab :\n\r🧾é")
            let data = String(
                (0..<random.next() % 12).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
            let event = ServerSentEvent(id: "\(seed)", name: seed % 2 == 0 ? "n" : nil, data: data)
            var parser = ServerSentEventParser()
            var expected = event
            expected.data = data.replacingOccurrences(of: "\r\n", with: "\n", options: .literal)
                .replacingOccurrences(of: "\r", with: "\n", options: .literal)
            #expect(try parser.push(event.encoded()) == [.event(expected)], "seed \(seed)")
        }
    }

    @Test func `lines and data beyond the bounds are refused`() throws {
        var line = ServerSentEventParser(maximumBytes: 10)
        #expect(throws: ServerSentEventParser.Failure.tooLong(maximumBytes: 10)) { try line.push("data: 12345".utf8) }
        var data = ServerSentEventParser(maximumBytes: 10)
        #expect(throws: ServerSentEventParser.Failure.tooLong(maximumBytes: 10)) {
            for _ in 0..<6 { _ = try data.push("data: 1\n".utf8) }
        }
    }
}
