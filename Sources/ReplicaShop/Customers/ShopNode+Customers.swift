public import Replica

extension ShopNode {
    /// Adds a customer, with a space of its own. Its id follows from the action.
    public func addCustomer(
        _ input: CustomerInput, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<CustomerView> {
        try await act("add customers", as: user, operation) { transaction, _ in
            try transaction.addCustomer(input, id: transaction.operation.documentID)
        }
    }

    /// Changes a customer, named by id, key or the beginning of the id. With `seen`, only what the form showed is replaced.
    public func editCustomer(
        _ customer: String, _ edit: CustomerEdit, seen: [String: SeenEntries] = [:], as user: String = "",
        operation: OperationKey? = nil
    ) async throws -> Receipt<CustomerView> {
        try await act("edit customers", as: user, operation) { transaction, _ in
            let document = try transaction.customer(customer)
            return try transaction.edit(document.reference, edit, seen: seen)
        }
    }
}

extension DocumentReading {
    /// The customer that an id, a key (`ref`), the beginning of an id, or the word `walk-in` names.
    func customer(_ text: String) throws(ShopError) -> DocumentView {
        if let found = document(DocumentReference(.shop, ShopCollection.customer, text)) { return found }
        if let found = keyed(ShopCollection.customer, "ref", text.composed) { return found }
        if text.lowercased() == "walk-in", let found = existingWalkIn() { return found }
        guard let found = try identified(ShopCollection.customer, in: [.shop], text, as: .customer) else {
            throw .trade(.notFound(.customer, text))
        }
        return found
    }

    /// The walk-in customer; of several the first.
    func existingWalkIn() -> DocumentView? {
        snapshot.lookup(ShopCollection.customer, "walkIn", .bool(true)).lazy
            .compactMap { document($0.reference) }.first
    }
}

extension DocumentView {
    /// The space of a customer's document. Traps for an id that names no space, which `customer` never returns.
    var customerSpace: Space? { CustomerSpaceID(id).map { .customer($0) } }
}

extension Transaction {
    mutating func addCustomer(_ input: CustomerInput, id: String) throws -> CustomerView {
        var edit = CustomerEdit()
        edit.name = .to(input.name)
        let texts: [(String, String?)] = [
            ("ref", input.ref), ("company", input.company), ("email", input.email), ("phone", input.phone),
            ("address", input.address), ("city", input.city), ("postcode", input.postcode),
            ("country", input.country), ("note", input.note),
        ]
        for (path, text) in texts where text != nil { edit.texts[path] = .some(text) }
        return try self.edit(DocumentReference(.shop, ShopCollection.customer, id), edit, seen: [:])
    }

    /// The customer for whoever gives no name; made if there is none yet.
    mutating func walkIn() throws -> DocumentReference {
        if let found = existingWalkIn() { return found.reference }
        let id = operation.documentID("walk-in")
        let reference = DocumentReference(.shop, ShopCollection.customer, id)
        guard document(reference) == nil else { return reference }
        _ = try addCustomer(CustomerInput(name: "Walk-in"), id: id)
        try set(reference, "walkIn", to: .bool(true))
        return reference
    }

    /// Writes the fields, and what the customer may see of them into its space.
    mutating func edit(
        _ reference: DocumentReference, _ edit: CustomerEdit, seen: [String: SeenEntries]
    ) throws -> CustomerView {
        if case .to(let name) = edit.name {
            try put(reference, "name", .text(try TextKind.name.clean(name)), seen: seen["name"])
        }
        for (path, kind) in CustomerEdit.fields {
            guard let text = edit.texts[path] else { continue }
            let clean = try text.flatMap { try kind.cleanOptional($0) }
            if path == "ref", let clean, let other = keyed(ShopCollection.customer, "ref", clean),
                other.id != reference.id
            {
                throw ShopError.trade(.keyTaken(.customer, clean))
            }
            try put(reference, path, .text(orNull: clean), seen: seen[path])
        }
        guard let document = document(reference), let view = CustomerView(document), let space = view.space else {
            throw ShopError.trade(.notFound(.customer, reference.id))
        }
        let profile = DocumentReference(space, ShopCollection.profile, ShopCollection.profileID)
        // What others wrote into it meanwhile gives way: it follows the customer's own document.
        let former = self.document(profile)
        for path in ["name", "company", "email", "phone"] {
            let contested = former?.conflicts.contains(path) == true ? former?.seen(path) : nil
            try put(profile, path, document[path] ?? .null, seen: contested)
        }
        try put(profile, "shop", try settings().value)
        return view
    }
}
