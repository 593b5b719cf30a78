import ReplicaPanel
import Testing

struct HTTPTargetTests {
    @Test(
        arguments: [
            ("/", []), ("/a", ["a"]), ("/a/", ["a", ""]), ("//", ["", ""]), ("/%2e%2e/%2F", ["..", "/"]),
            ("/a+b?", ["a+b"]),
            ("/?a=1&&b", []),
        ] as [(String, [String])])
    func `a path is split before it is decoded`(text: String, segments: [String]) throws {
        #expect(try HTTPTarget(text.utf8).segments == segments)
    }

    @Test(arguments: ["", "a", "*", "http://x/", "?a"])
    func `other forms of a target are refused`(text: String) {
        #expect(throws: HTTPFailure.self) { try HTTPTarget(text.utf8) }
    }

    @Test func `what is encoded is decoded to itself`() {
        for seed in 0..<300 as Range<UInt64> {
            var random = SplitMix64(state: seed)
            let scalars = (0..<random.next() % 8).compactMap { _ in
                Unicode.Scalar(UInt32(truncatingIfNeeded: 0x20 + random.next() % 0x1FFFF))
            }
            let text = String(String.UnicodeScalarView(scalars.filter { $0.value != 0x7F }))
            #expect(PercentEncoding.decoded(PercentEncoding.encoded(text).utf8) == text, "seed \(seed)")
        }
    }
}
