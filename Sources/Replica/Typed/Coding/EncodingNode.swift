import ReplicaCRDT

/// What one `encode(to:)` has said so far. A class, because `Codable`'s nested containers write into their parents.
final class EncodingNode {
    private enum Content {
        case nothing
        case single(EncodedPart)
        case list([EncodedPart])
        case map([(key: String, part: EncodedPart)])
    }

    /// How many levels of a value are above this one; −1 for the document itself.
    let depth: Int
    let path: [any CodingKey]
    private var content = Content.nothing
    private var isMixed = false

    init(depth: Int, path: [any CodingKey]) {
        self.depth = depth
        self.path = path
    }

    /// The part that a value is, at a depth.
    static func part<T: Encodable>(
        _ value: T, depth: Int, at path: @autoclosure () -> [any CodingKey]
    ) throws -> EncodedPart {
        guard depth < Value.depthLimit else {
            throw failure(value, path(), "values are nested deeper than \(Value.depthLimit) levels")
        }
        if let plain = value as? any PlainValue {
            guard let stored = plain.stored else {
                throw failure(value, path(), "\(value) does not fit: numbers are finite, and whole ones have 64 bits")
            }
            return .value(stored)
        }
        if let field = value as? any DocumentField {
            guard depth == 0 else {
                throw failure(value, path(), "a \(T.self) must be a property of the document itself")
            }
            return .field(try field.content())
        }
        let node = EncodingNode(depth: depth, path: path())
        try value.encode(to: ValueEncoder(node: node))
        return .node(node)
    }

    static func failure(_ value: Any, _ path: [any CodingKey], _ what: String) -> EncodingError {
        .invalidValue(value, .init(codingPath: path, debugDescription: what))
    }

    /// Says the one thing that the node is.
    func set(_ part: EncodedPart) {
        if case .nothing = content { content = .single(part) } else { isMixed = true }
    }

    /// Makes the node a list.
    func becomeList() {
        switch content {
        case .nothing: content = .list([])
        case .list: return
        case .single, .map: isMixed = true
        }
    }

    /// Makes the node a map.
    func becomeMap() {
        switch content {
        case .nothing: content = .map([])
        case .map: return
        case .single, .list: isMixed = true
        }
    }

    /// Adds to a list.
    func append(_ part: EncodedPart) {
        guard case .list(var parts) = content else {
            isMixed = true
            return
        }
        content = .nothing
        parts.append(part)
        content = .list(parts)
    }

    /// Adds to a map; of equal keys the last holds.
    func append(_ key: String, _ part: EncodedPart) {
        guard case .map(var parts) = content else {
            isMixed = true
            return
        }
        content = .nothing
        parts.append((key, part))
        content = .map(parts)
    }

    /// How many elements a list has.
    var count: Int { if case .list(let parts) = content { parts.count } else { 0 } }

    /// The node as a value.
    func value() throws -> Value {
        try checkKind()
        switch content {
        case .nothing: return .map([])
        case .single(let part): return try part.value(at: path)
        case .list(let parts): return .list(try parts.map { try $0.value(at: path) })
        case .map(let parts): return .map(try members(of: parts))
        }
    }

    /// The node as a field: what it says, if it is only a wrapper around one.
    func field() throws -> FieldContent {
        if case .single(let part) = content, !isMixed { return try part.field(at: path) }
        return .register(try value())
    }

    /// The fields of a document's node, those without a value left out.
    func fields() throws -> [String: FieldContent] {
        try checkKind()
        guard case .map(let parts) = content else {
            throw Self.failure(self, path, "a document must encode itself as named fields")
        }
        var fields: [String: FieldContent] = [:]
        for (key, part) in parts { fields[key] = try part.field(at: path + [IndexKey(stringValue: key)]) }
        return fields.filter { $1 != .register(.null) }
    }

    private func checkKind() throws {
        if isMixed { throw Self.failure(self, path, "the type encodes itself in two ways at once") }
    }

    private func members(of parts: [(key: String, part: EncodedPart)]) throws -> [Value.Member] {
        let sorted = parts.enumerated().sorted { left, right in
            if left.element.key.hasSameBytes(as: right.element.key) { return left.offset < right.offset }
            return left.element.key.utf8.lexicographicallyPrecedes(right.element.key.utf8)
        }
        var members: [Value.Member] = []
        members.reserveCapacity(sorted.count)
        for (_, (key, part)) in sorted {
            if let last = members.last, last.key.hasSameBytes(as: key) { members.removeLast() }
            members.append(Value.Member(key, try part.value(at: path + [IndexKey(stringValue: key)])))
        }
        return members
    }
}
