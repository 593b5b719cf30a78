/// Which counters have been seen, among the last 1,024 (RFC 6479): a ring of bits twice as long as the window, so that
/// moving on clears whole words.
package struct ReplayWindow {
    /// Counters further behind the highest than this are taken for seen.
    package static let size: UInt64 = 1024
    private static let wordCount: UInt64 = 32

    private var words = [UInt64](repeating: 0, count: Int(wordCount))
    private var highest: UInt64 = 0

    /// A window in which nothing has been seen.
    package init() {}

    /// Whether this counter is new, as far as the window tells.
    package func isFresh(_ counter: UInt64) -> Bool {
        if counter > highest { return true }
        if highest - counter >= Self.size { return false }
        return words[Self.index(counter)] & Self.bit(counter) == 0
    }

    /// Marks a fresh counter as seen. True if it is the highest so far.
    package mutating func insert(_ counter: UInt64) -> Bool {
        let isNewest = counter > highest
        if isNewest {
            let steps = min(counter / 64 - highest / 64, Self.wordCount)
            for step in 0..<steps { words[Self.index(counter - step * 64)] = 0 }
            highest = counter
        }
        words[Self.index(counter)] |= Self.bit(counter)
        return isNewest
    }

    private static func index(_ counter: UInt64) -> Int { Int(counter / 64 % wordCount) }
    private static func bit(_ counter: UInt64) -> UInt64 { 1 << (counter % 64) }
}
