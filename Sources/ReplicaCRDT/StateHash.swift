/// An incremental hash of a set of names: the sum of their mixed bits modulo 2^128, so that adding and taking away is O(1)
/// and order does not matter (Bellare and Micciancio 1997, "A New Paradigm for Collision-Free Hashing", AdHash). It
/// finds faults, not adversaries: names carry 16 bytes of SHA-256 themselves, and the mixing here is not keyed.
package struct StateHash: Hashable, Sendable {
    /// The sum.
    package private(set) var sum: UInt128

    /// The hash of an empty set, or one that was stored.
    package init(sum: UInt128 = 0) { self.sum = sum }

    /// Adds a live entry.
    package mutating func add(_ name: EntryName) { sum &+= Self.mixed(name.hash, UInt64(name.dot.index) &+ 1) }

    /// Takes an entry away that is not live any more.
    package mutating func remove(_ name: EntryName) { sum &-= Self.mixed(name.hash, UInt64(name.dot.index) &+ 1) }

    /// Adds a delta that is void.
    package mutating func add(void hash: DeltaHash) { sum &+= Self.mixed(hash, 0) }

    /// 128 bits of a name: the delta's hash and the index in it, through two rounds of splitmix64's finalizer each.
    private static func mixed(_ hash: DeltaHash, _ index: UInt64) -> UInt128 {
        let a = finalized(hash.high ^ finalized(index &+ 0x9E37_79B9_7F4A_7C15))
        let b = finalized(hash.low &+ a)
        return UInt128(finalized(a ^ b)) << 64 | UInt128(b)
    }

    private static func finalized(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
