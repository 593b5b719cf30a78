/// The protocol's only source of chance: a deterministic generator (Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom
/// Number Generators", figure 9). Used for jitter and for the random part of beacons, never for secrets.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// `value` less up to half of it.
    mutating func jittered(_ value: UInt64) -> UInt64 { value - next() % (value / 2 + 1) }
}
