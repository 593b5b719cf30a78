/// Bytes in the order in which they came, taken from the front in pieces of any size.
struct ByteQueue {
    /// Memory kept while the queue is empty.
    private static let keptCapacity = 64 << 10

    private var storage: [UInt8] = []
    private var head = 0

    var count: Int { storage.count - head }
    var isEmpty: Bool { head == storage.count }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        storage.append(contentsOf: bytes)
    }

    /// Calls `body` with the bytes at the front: all of them, or the first `limit`. The bytes must not outlive the
    /// call: then taking them away would copy the queue.
    func withFront<Result>(_ limit: Int, _ body: (ArraySlice<UInt8>) -> Result) -> Result {
        body(storage[head..<head + min(limit, count)])
    }

    /// Takes away `count` bytes from the front. Amortised O(1) per byte.
    mutating func removeFirst(_ count: Int) {
        head += count
        precondition(head <= storage.count, "took \(count) bytes too many")
        if head == storage.count {
            storage.removeAll(keepingCapacity: storage.capacity <= Self.keptCapacity)
            head = 0
        } else if head > storage.count / 2 {
            storage.removeSubrange(..<head)
            head = 0
        }
    }
}
