import ReplicaCRDT

/// What a document's property says, before it is compared with what is stored.
enum FieldContent: Hashable, Sendable {
    /// One register's value.
    case register(Value)
    /// A register with losers; `isSettled` writes it even if it shows the same.
    case kept(Value, isSettled: Bool)
    /// A counter, with what was added to it.
    case counter(Counter)
    /// A state's name.
    case machine(String)

    /// The value that a register would hold; nil for a counter.
    var value: Value? {
        switch self {
        case .register(let value), .kept(let value, _): value
        case .machine(let name): .text(name)
        case .counter: nil
        }
    }
}
