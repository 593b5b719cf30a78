public import Replica

extension ShopFields {
    /// The fields of customers.
    public static let customers = FilterFields<CustomerView>([
        .init("id", .text) { .text($0.id) }, .init("name", .text) { .text($0.name) },
        .init("ref", .text) { FilterValue($0.ref) }, .init("company", .text) { FilterValue($0.company) },
        .init("email", .text) { FilterValue($0.email) }, .init("phone", .text) { FilterValue($0.phone) },
        .init("address", .text) { FilterValue($0.address) }, .init("city", .text) { FilterValue($0.city) },
        .init("postcode", .text) { FilterValue($0.postcode) }, .init("country", .text) { FilterValue($0.country) },
        .init("note", .text) { FilterValue($0.note) }, .init("walkIn", .truth) { .truth($0.isWalkIn) },
        .init("conflicts", .text) { FilterValue($0.conflicts) },
        .init("changedAt", .moment) { FilterValue(microseconds: $0.changedAtMicroseconds) },
    ])

    /// The fields of conflicts.
    public static let conflicts = FilterFields<ShopConflict>([
        .init("kind", .word(ShopConflict.Kind.allCases.map(\.rawValue))) { .text($0.kind.rawValue) },
        .init("collection", .text) { .text($0.collection) }, .init("document", .text) { .text($0.document) },
        .init("field", .text) { FilterValue($0.path) }, .init("text", .text) { .text($0.message) },
        .init("canResolve", .truth) { .truth($0.canResolve) },
    ])
}
