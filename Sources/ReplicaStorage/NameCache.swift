/// The interned names that were used lately, in both directions. Emptied when it is full and when a transaction that may
/// have added names is rolled back.
struct NameCache {
    private let limit: Int
    private var identifiers: [[UInt8]: Int64] = [:]
    private var names: [Int64: [UInt8]] = [:]

    /// A cache of at most `limit` names.
    init(limit: Int) { self.limit = limit }

    func identifier(of name: [UInt8]) -> Int64? { identifiers[name] }

    func name(_ identifier: Int64) -> [UInt8]? { names[identifier] }

    mutating func remember(_ name: [UInt8], as identifier: Int64) {
        if names.count >= limit { forgetAll() }
        identifiers[name] = identifier
        names[identifier] = name
    }

    mutating func forgetAll() {
        identifiers.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
    }
}
