package import ReplicaCRDT

/// What a field shows: a pure function of its live entries (and, for a machine, of its declaration).
package enum Shown: Hashable, Sendable {
    /// A register's value.
    case value(Value)
    /// A counter's sum.
    case level(Int128)
    /// A machine's state.
    case state(String)

    /// The same as a value: a level beyond 64 bits becomes decimal text.
    package var asValue: Value {
        switch self {
        case .value(let value): value
        case .level(let level): Int64(exactly: level).map(Value.integer) ?? .text(String(level))
        case .state(let state): .text(state)
        }
    }
}
