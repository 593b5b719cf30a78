/// Damages bytes a little, as a hostile or broken sender would: flips, replaces, inserts, doubles, removes or swaps some.
func mutate(_ bytes: inout [UInt8], random: inout SplitMix64) {
    for _ in 0...random.below(2) {
        guard !bytes.isEmpty else {
            bytes = random.bytes(3)
            continue
        }
        let at = random.below(bytes.count)
        switch random.below(7) {
        case 0: bytes[at] ^= 1 << UInt8(random.below(8))
        case 1: bytes[at] = UInt8(random.below(10))
        case 2: bytes.insert(UInt8(random.below(256)), at: at)
        case 3: bytes.remove(at: at)
        case 4: bytes.removeLast(bytes.count - at)
        case 5: bytes.insert(contentsOf: bytes[at...].prefix(random.below(12) + 1), at: at)
        default: bytes.swapAt(at, random.below(bytes.count))
        }
    }
}
