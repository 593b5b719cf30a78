public import Replica

extension ShopFields {
    /// The fields of products and their stock. `level` and `available` are the pieces over all places; `location` names the places that
    /// ever had any.
    public static let products = FilterFields<ProductView>(
        [
            .init("id", .text) { .text($0.id) }, .init("sku", .text) { .text($0.sku) },
            .init("name", .text) { .text($0.name) }, .init("barcode", .text) { FilterValue($0.barcode) },
            .init("category", .text) { FilterValue($0.category) },
            .init("supplier", .text) { FilterValue($0.supplier) },
            .init("countedAt", .moment) { $0.countedAtMicroseconds.map { FilterValue(microseconds: $0) } ?? .null },
            .init("state", .word(StockStatus.allCases.map(\.rawValue))) { .text($0.status.rawValue) },
            .init("level", .number) { FilterValue($0.level) }, .init("available", .number) { FilterValue($0.level) },
            .init("threshold", .number) { FilterValue($0.threshold) },
            .init("target", .number) { FilterValue($0.target) }, .init("low", .truth) { .truth($0.isLow) },
            .init("strict", .truth) { .truth($0.isStrict) },
            .init("tax", .number) { product in
                product.taxRate.map { .number(FilterNumber(Int64($0.basisPoints), scale: 2)) } ?? .null
            },
            .init("location", .text) { FilterValue($0.places.map(\.name)) },
            .init("conflicts", .text) { FilterValue($0.conflicts) },
            .init("changedAt", .moment) { FilterValue(microseconds: $0.changedAtMicroseconds) },
        ] + FilterFields.amount("price", \.price))

    /// The fields of the ledger of stock.
    public static let movements = FilterFields<MovementView>([
        .init("id", .text) { .text($0.id) }, .init("product", .text) { .text($0.product) },
        .init("product.id", .text) { .text($0.product) }, .init("sku", .text) { .text($0.sku) },
        .init("product.sku", .text) { .text($0.sku) }, .init("name", .text) { .text($0.name) },
        .init("product.name", .text) { .text($0.name) },
        .init("reason", .word(StockReason.allCases.map(\.rawValue))) { .text($0.reason.rawValue) },
        .init("quantity", .number) { FilterValue($0.quantity) },
        .init("counted", .number) { FilterValue($0.counted) }, .init("location", .text) { .text($0.place) },
        .init("note", .text) { FilterValue($0.note) }, .init("bill", .text) { FilterValue($0.bill) },
        .init("by", .text) { FilterValue($0.by) },
        .init("at", .moment) { FilterValue(microseconds: $0.atMicroseconds) },
    ])
}
