/// What an edit does to a field: nothing, or a new value, which may be none.
public enum Change<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The field stays.
    case keep
    /// The field gets this value.
    case to(Value)
}
