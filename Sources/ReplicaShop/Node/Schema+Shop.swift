public import Replica

extension Schema {
    /// The collections of a shop, where they live, how their fields merge and who writes them.
    public static let shop = Schema(shopCollections + customerCollections)

    private static let shopCollections: [Collection] = [
        Collection(
            ShopCollection.settings, in: .shop,
            ["name", "currency", "taxRule", "taxRate"].map { .register($0) } + Letterhead.names.map { .register($0) }),
        Collection(
            ShopCollection.product, in: .shop, indexed: ["sku", "barcode"],
            [
                .register("sku"), .register("name"), .register("price"), .register("taxRate"), .register("threshold"),
                .register("target"), .register("barcode"), .register("strict"), .register("category"),
                .register("supplier"), .counter("stock"),
            ]),
        Collection(
            ShopCollection.customer, in: .shop, indexed: ["ref", "walkIn"],
            [
                .register("ref"), .register("name"), .register("company"), .register("email"), .register("phone"),
                .register("address"), .register("city"), .register("postcode"), .register("country"),
                .register("walkIn"), .register("note"),
            ]),
        Collection(
            ShopCollection.draft, in: .shop, indexed: ["customer"],
            [
                .register("customer"), .register("lines"), .register("due"), .register("note"),
                .register("discount"), .register("issued"),
            ]),
        Collection(
            ShopCollection.movement, in: .shop, indexed: ["product", "bill"],
            [.register("product", once: true), .register("bill", once: true), .register("change", once: true)]),
        Collection(
            ShopCollection.count, in: .shop, indexed: ["product"],
            [.register("product", once: true), .register("count", once: true)]),
        Collection(
            ShopCollection.series, in: .shop, [.register("replica", once: true), .register("last")]),
    ]

    private static let customerCollections: [Collection] = [
        Collection(
            ShopCollection.bill, in: .customer, indexed: ["number", "draft", "importKey"],
            [
                .register("number", once: true), .register("lines", once: true), .register("totals", once: true),
                .register("date", once: true), .register("due", once: true), .register("buyer", once: true),
                .register("seller", once: true), .register("draft", once: true), .register("importKey", once: true),
                .register("by", once: true), .register("voided"), .register("note", by: .everybody),
                .machine(BillState.machine), .machine(PaymentState.machine),
            ]),
        Collection(
            ShopCollection.payment, in: .customer, indexed: ["bill"],
            [.register("bill", once: true), .register("entry", once: true), .register("reason")]),
        Collection(
            ShopCollection.credit, in: .customer, indexed: ["bill"],
            [.register("bill", once: true), .register("credit", once: true)]),
        Collection(
            ShopCollection.question, in: .customer, indexed: ["bill"],
            [
                .register("bill", by: .everybody, once: true), .register("text", by: .everybody, once: true),
                .register("answer"),
            ]),
        Collection(
            ShopCollection.profile, in: .customer,
            [.register("name"), .register("company"), .register("email"), .register("phone"), .register("shop")]),
    ]
}

extension Schema.Field {
    /// A machine of the shop as the store declares machines.
    static func machine<State>(_ machine: ShopMachine<State>) -> Schema.Field {
        let states = State.allCases.map { Schema.State($0.rawValue, rank: Int64(machine.rank(of: $0))) }
        let transitions = machine.moves.map { move in
            Schema.Transition(
                move.from.rawValue, move.to.rawValue,
                by: move.roles.reduce(into: Schema.Roles()) { $0.formUnion($1 == .admin ? .admin : .customer) })
        }
        return .machine(
            machine.field, initial: machine.initial.rawValue, states: states, transitions: transitions)
    }
}
