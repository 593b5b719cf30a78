/// What became of a delta; the raw value is the byte on disk.
package enum Verdict: UInt8, Hashable, Sendable {
    /// In effect.
    case applied = 0
    /// Breaks a rule: kept, shown, counted in the frontier, without effect, the same everywhere.
    case void = 1
    /// Something that it names is not here yet.
    case waiting = 2
    /// Written after its author was cut off. Its place in the format; given by a later version.
    case held = 3
    /// Another delta has the same name: kept as proof of a fork.
    case forked = 4
}
