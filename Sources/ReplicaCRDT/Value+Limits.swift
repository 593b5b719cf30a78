extension Value {
    /// Whether the value has canonical bytes that every node will read: reals finite, keys of maps strictly ascending by
    /// bytes, nothing longer or nested deeper than the format allows. Ask before signing what a caller handed over: a
    /// delta with any other value would be refused by everybody, and so would all that follows it in its chain. O(size).
    package var isEncodable: Bool { isEncodable(depth: 0) }

    private func isEncodable(depth: Int) -> Bool {
        guard depth < Value.depthLimit else { return false }
        switch self {
        case .null, .bool, .integer: return true
        case .real(let value): return value.isFinite
        case .text(let value): return value.utf8.count <= Value.lengthLimit
        case .bytes(let value): return value.count <= Value.lengthLimit
        case .list(let values):
            return values.count <= Value.lengthLimit && values.allSatisfy { $0.isEncodable(depth: depth + 1) }
        case .map(let members):
            guard members.count <= Value.lengthLimit else { return false }
            let isAscending = zip(members, members.dropFirst()).allSatisfy {
                $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
            }
            return isAscending
                && members.allSatisfy {
                    $0.key.utf8.count <= Value.lengthLimit && $0.value.isEncodable(depth: depth + 1)
                }
        }
    }
}
