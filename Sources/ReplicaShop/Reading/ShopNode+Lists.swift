public import Replica

extension ShopNode {
    /// A product, by SKU, barcode, id or the beginning of the id.
    public func product(_ text: String) async throws -> ProductView {
        try await node.read { snapshot in
            guard let view = ProductView(try snapshot.product(text)) else {
                throw ShopError.trade(.notFound(.product, text))
            }
            return view
        }
    }

    /// Products that a filter admits, by SKU. Throws `FilterError` if products have no such field.
    public func products(_ filter: ProductFilter = ProductFilter()) async throws -> [ProductView] {
        let all = try await node.read { [projections] in Array(projections.products.records($0).values) }
        let admits = try filter.matching?.test(on: ShopFields.products)
        let found = all.filter { filter.admits($0) && admits?($0) ?? true }.sorted { ($0.sku, $0.id) < ($1.sku, $1.id) }
        return filter.limit.map { Array(found.prefix(max(0, $0))) } ?? found
    }

    /// Sums over all products.
    public func stockStatistics() async throws -> StockStatistics {
        try await products().reduce(into: StockStatistics()) { $0.add($1) }
    }

    /// What a form that shows a product, a customer or a draft has seen of it, by path: to be given back with an edit.
    public func seen(_ reference: DocumentReference) async throws -> [String: SeenEntries] {
        try await node.read { snapshot in
            guard let document = snapshot.document(reference) else { return [:] }
            return Dictionary(uniqueKeysWithValues: document.paths.map { ($0, document.seen($0)) })
        }
    }

    /// A customer, by id, key, the beginning of the id, or `walk-in`.
    public func customer(_ text: String) async throws -> CustomerView {
        try await node.read { snapshot in
            guard let view = CustomerView(try snapshot.customer(text)) else {
                throw ShopError.trade(.notFound(.customer, text))
            }
            return view
        }
    }

    /// Customers in whose name, company, key, address or id all words of `text` occur and that a condition on the fields of
    /// ``ShopFields/customers`` admits, by name. Throws `FilterError` if customers have no such field.
    public func customers(
        matching text: String? = nil, where filter: Filter? = nil, limit: Int? = nil
    ) async throws -> [CustomerView] {
        let admits = try filter?.test(on: ShopFields.customers)
        let all = try await node.read { [projections] in Array(projections.customers.records($0).values) }
        let found = all.filter { customer in
            if let text, !customer.searchText.contains(text) { return false }
            return admits?(customer) ?? true
        }
        .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        return limit.map { Array(found.prefix(max(0, $0))) } ?? found
    }

    /// A draft, by id or the beginning of it.
    public func draft(_ text: String) async throws -> DraftView {
        try await node.read { DraftView(try $0.draft(text), in: $0) }
    }

    /// Drafts that were not issued yet, the latest changed first; with `all`, the issued ones too.
    public func drafts(all: Bool = false, limit: Int? = nil) async throws -> [DraftView] {
        try await node.read { [projections] snapshot in
            let wanted = projections.drafts.records(snapshot).filter { all || $0.value.issues.isEmpty }.keys
            let views = wanted.compactMap { snapshot.document($0) }.sorted {
                ($1.changedAtMicroseconds, $0.id) < ($0.changedAtMicroseconds, $1.id)
            }
            return (limit.map { Array(views.prefix(max(0, $0))) } ?? views).map { DraftView($0, in: snapshot) }
        }
    }

    /// What the customer's profile says, on its own node.
    public func profile() async throws -> [String: String] {
        try await node.read { [customerSpace = node.customerSpace] snapshot in
            guard let space = customerSpace,
                let document = snapshot.document(
                    DocumentReference(space, ShopCollection.profile, ShopCollection.profileID))
            else { return [:] }
            var profile: [String: String] = [:]
            for path in ["name", "company", "email", "phone"] { profile[path] = document[path]?.text }
            return profile
        }
    }
}

extension CustomerView {
    var searchText: SearchText {
        SearchText(
            [name, ref, company, email, phone, address, city, postcode, id].compactMap(\.self).joined(separator: " "))
    }
}
