import ReplicaCRDT

extension Value {
    /// Why other nodes could not read the value; nil if they can. What is written here must be readable everywhere, for ever.
    var flaw: String? { flaw(depth: 0) }

    private func flaw(depth: Int) -> String? {
        guard depth < Value.depthLimit else { return "values are nested deeper than \(Value.depthLimit) levels" }
        switch self {
        case .null, .bool, .integer: return nil
        case .real(let value): return value.isFinite ? nil : "\(value) is not finite"
        case .text(let text): return Self.tooLong(text.utf8.count, "a text", "bytes")
        case .bytes(let bytes): return Self.tooLong(bytes.count, "a byte string", "bytes")
        case .list(let values):
            if let flaw = Self.tooLong(values.count, "a list", "elements") { return flaw }
            for value in values { if let flaw = value.flaw(depth: depth + 1) { return flaw } }
            return nil
        case .map(let members): return Self.flaw(members, depth: depth)
        }
    }

    private static func flaw(_ members: [Member], depth: Int) -> String? {
        if let flaw = tooLong(members.count, "a map", "members") { return flaw }
        var last: String?
        for member in members {
            if let flaw = tooLong(member.key.utf8.count, "a key", "bytes") { return flaw }
            if let last, !last.utf8.lexicographicallyPrecedes(member.key.utf8) {
                return "a map's keys must ascend by bytes: use Value.map(of:)"
            }
            if let flaw = member.value.flaw(depth: depth + 1) { return flaw }
            last = member.key
        }
        return nil
    }

    private static func tooLong(_ count: Int, _ what: String, _ unit: String) -> String? {
        count <= lengthLimit ? nil : "\(what) has \(count) \(unit), at most \(lengthLimit)"
    }

    /// The kind of value in words, for errors.
    var kindName: String {
        switch self {
        case .null: "nothing"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .real: "a number"
        case .text: "a text"
        case .bytes: "bytes"
        case .list: "a list"
        case .map: "a map"
        }
    }
}
