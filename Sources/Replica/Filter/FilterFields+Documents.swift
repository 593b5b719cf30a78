import ReplicaCRDT
import ReplicaDocuments

extension FilterFields where Row == DocumentView {
    /// The fields of documents as the store keeps them: `id`, the fields by their names, and behind a point the members of maps and
    /// what lies under a field (`price.minor`, `lines.a.quantity`).
    ///
    /// With `known`, a field must begin with one of these names; without, any will do, and one that nobody wrote is null.
    public static func documents(known: [String]? = nil) -> FilterFields<DocumentView> {
        FilterFields(names: known.map { ["id"] + $0 } ?? []) { names in
            if names == ["id"] { return Field("id", .text) { .text($0.id) } }
            if let known, !known.contains(names[0]) { return nil }
            return Field(names.joined(separator: "."), .any) { FilterValue($0, names) }
        }
    }
}

extension FilterValue {
    /// What the store keeps. A map gives its members' values, bytes give nothing that can be compared.
    init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .bool(let truth): self = .truth(truth)
        case .integer(let number): self = .number(FilterNumber(number))
        case .real(let real): self = .real(real)
        case .text(let text): self = .text(text)
        case .bytes: self = .list([])
        case .list(let values): self = .list(values.map { FilterValue($0) })
        case .map(let members): self = .list(members.map { FilterValue($0.value) })
        }
    }

    /// The longest beginning of the names that is a field, and the rest as members of its value.
    fileprivate init(_ document: DocumentView, _ names: [String]) {
        for count in stride(from: names.count, to: 0, by: -1) {
            guard var value = document[names.prefix(count).joined(separator: "/")] else { continue }
            for name in names.dropFirst(count) { value = value[name] ?? .null }
            self = FilterValue(value)
            return
        }
        self = .null
    }
}
