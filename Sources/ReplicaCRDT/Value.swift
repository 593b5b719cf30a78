/// A register's value. Text is compared as bytes; maps have unique keys in ascending order; a real is finite, and negative
/// zero is zero: values are equal exactly if their canonical bytes are.
public enum Value: Sendable {
    /// No value.
    case null
    /// True or false.
    case bool(Bool)
    /// A 64-bit integer.
    case integer(Int64)
    /// A finite IEEE 754 double.
    case real(Double)
    /// UTF-8 text, in any normalization form.
    case text(String)
    /// Bytes.
    case bytes([UInt8])
    /// An ordered list.
    case list([Value])
    /// Keys and values, ascending by the keys' bytes.
    case map([Member])

    /// One member of a map.
    public struct Member: Hashable, Sendable {
        /// The member's name.
        public let key: String
        /// The member's value.
        public let value: Value

        /// A member from its parts.
        public init(_ key: String, _ value: Value) {
            self.key = key
            self.value = value
        }

        public static func == (left: Member, right: Member) -> Bool {
            left.key.hasSameBytes(as: right.key) && left.value == right.value
        }

        public func hash(into hasher: inout Hasher) {
            for byte in key.utf8 { hasher.combine(byte) }
            hasher.combine(value)
        }
    }

    /// A map from members in any order; of equal keys the last holds.
    public static func map(of members: [(String, Value)]) -> Value {
        var sorted: [Member] = []
        for (key, value) in members {
            let at = sorted.firstIndex { !$0.key.utf8.lexicographicallyPrecedes(key.utf8) } ?? sorted.endIndex
            if at < sorted.endIndex, sorted[at].key.hasSameBytes(as: key) {
                sorted[at] = Member(key, value)
            } else {
                sorted.insert(Member(key, value), at: at)
            }
        }
        return .map(sorted)
    }

    /// The member of a map; nil for other values and absent keys.
    public subscript(key: String) -> Value? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key.hasSameBytes(as: key) }?.value
    }
}

extension Value: Hashable {
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.real(let a), .real(let b)): a.canonicalBits == b.canonicalBits
        case (.text(let a), .text(let b)): a.hasSameBytes(as: b)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.map(let a), .map(let b)): a == b
        case (.null, _), (.bool, _), (.integer, _), (.real, _), (.text, _), (.bytes, _), (.list, _), (.map, _): false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .real(let value): hasher.combine(value.canonicalBits)
        case .text(let value): for byte in value.utf8 { hasher.combine(byte) }
        case .bytes(let value): hasher.combine(value)
        case .list(let value): hasher.combine(value)
        case .map(let value): hasher.combine(value)
        }
    }
}

extension Double {
    /// The bits, with negative zero as zero.
    var canonicalBits: UInt64 { (self == 0 ? 0 : self).bitPattern }
}
