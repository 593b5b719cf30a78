import ReplicaTransport
import Testing

@Suite struct FrameDecoderTests {
    private func decode(_ chunks: [[UInt8]], limit: Int = 100) throws -> [FrameDecoder.Frame] {
        var decoder = FrameDecoder(limit: limit)
        var frames: [FrameDecoder.Frame] = []
        for chunk in chunks { try decoder.decode(chunk, count: chunk.count) { frames.append($0) } }
        return frames
    }

    @Test func `a frame has the bytes of its documentation`() throws {
        let wire = FrameDecoder.header(.application, count: 2) + [0x68, 0x69]
        #expect(wire == bytes(hex: "00 000002 6869"))
        let frames = try decode([wire])
        #expect(frames.map(\.kind) == [.application])
        #expect(frames.map(\.body) == [[0x68, 0x69]])
        #expect(FrameDecoder.header(.goodbye, count: 0x12_3456) == bytes(hex: "02 123456"))
    }

    @Test func `frames come out the same wherever the stream is cut`() throws {
        let wire =
            FrameDecoder.header(.hello, count: 3) + [1, 2, 3] + FrameDecoder.header(.application, count: 0)
            + FrameDecoder.header(.application, count: 1) + [4]
        let whole = try decode([wire])
        #expect(whole.map(\.body) == [[1, 2, 3], [], [4]])
        for first in 0...wire.count {
            for second in first...wire.count {
                let chunks = [Array(wire[..<first]), Array(wire[first..<second]), Array(wire[second...])]
                #expect(try decode(chunks) == whole)
            }
        }
        #expect(try decode(wire.map { [$0] }) == whole)
    }

    @Test func `a torn frame is not delivered`() throws {
        let wire = FrameDecoder.header(.application, count: 5) + [1, 2, 3, 4]
        for length in 0...wire.count { #expect(try decode([Array(wire[..<length])]).isEmpty) }
    }

    @Test func `a length over the limit is refused at the header, after the frames before it`() {
        var decoder = FrameDecoder(limit: 100)
        var frames = 0
        #expect(throws: FrameDecoder.Failure.tooLong(byteCount: 101)) {
            let wire = FrameDecoder.header(.application, count: 0) + FrameDecoder.header(.application, count: 101)
            try decoder.decode(wire, count: wire.count) { _ in frames += 1 }
        }
        #expect(frames == 1)
        #expect(throws: FrameDecoder.Failure.tooLong(byteCount: 0xff_ffff)) {
            _ = try decode([[0, 0xff, 0xff, 0xff]])
        }
    }

    @Test func `every unknown kind is refused`() {
        for kind in UInt8(3) ... .max {
            #expect(throws: FrameDecoder.Failure.unknownKind(kind)) { _ = try decode([[kind, 0, 0, 1]]) }
        }
    }

    @Test func `random bytes end in frames or in a refusal`() {
        var random = Numbers(state: 9)
        var refusals = 0
        for _ in 0..<20_000 {
            let wire = (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next() % 8) }
            do {
                let frames = try decode([wire], limit: 1 << 20)
                #expect(frames.reduce(0) { $0 + $1.body.count + 4 } <= wire.count)
            } catch {
                refusals += 1
            }
        }
        #expect(refusals > 1000)
    }
}
