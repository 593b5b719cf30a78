import Replica

/// What contradicts itself by the rules of the trade, though every field has one value.
struct TradeConflicts: Sendable {
    let bills: [DocumentReference: BillRecord]
    let drafts: [DocumentReference: DraftRecord]
    let products: [DocumentReference: ProductView]
    let customers: [DocumentReference: CustomerView]
    let today: Day

    /// In no order.
    func all() throws(ShopError) -> [ShopConflict] {
        var found: [ShopConflict] = []
        for (reference, draft) in drafts { found += conflicts(of: draft, reference) }
        for record in bills.values { found += try conflicts(of: record) }
        for (reference, product) in products where product.level < 0 { found.append(belowZero(product, reference)) }
        found += twice(
            products.map { ($0.key, $0.value.sku) }, "SKU", name: { products[$0]?.name ?? "" })
        found += twice(
            products.compactMap { reference, product in product.barcode.map { (reference, $0) } }, "barcode",
            name: { products[$0]?.name ?? "" })
        found += twice(
            customers.compactMap { reference, customer in customer.ref.map { (reference, $0) } }, "key",
            name: { customers[$0]?.name ?? "" })
        return found
    }

    /// The bills of a draft that still stand.
    static func standing(
        _ draft: DraftRecord, _ bills: (DocumentReference) -> BillRecord?
    ) -> [(issue: DraftRecord.Issue, bill: BillRecord)] {
        draft.issues.compactMap { issue in
            guard let space = CustomerSpaceID(issue.customer),
                let record = bills(DocumentReference(.customer(space), ShopCollection.bill, issue.bill)),
                record.state == .issued
            else { return nil }
            return (issue, record)
        }
    }

    private func conflicts(of draft: DraftRecord, _ reference: DocumentReference) -> [ShopConflict] {
        let standing = Self.standing(draft) { bills[$0] }
        if standing.count > 1 {
            return [
                ShopConflict(
                    .issuedTwice, reference,
                    message: "one draft was issued as \(standing.map(\.issue.number).joined(separator: " and "))",
                    hint: "keep one; the others are voided, and their goods return",
                    sides: standing.map { side(of: $0.bill, isShown: $0.issue.isShown) }, canResolve: true)
            ]
        }
        guard let only = standing.first, only.issue.isShown, !draft.changed.isEmpty else { return [] }
        return [
            ShopConflict(
                .changedWhileIssued, reference,
                message: "\(draft.changed.joined(separator: ", ")) was edited while \(only.issue.number) was issued",
                hint: "keep the bill as it is, or void it and issue anew",
                sides: [
                    side(of: only.bill, isShown: true),
                    ShopConflict.Side(
                        id: draft.id, label: "the edited draft", isShown: false, node: nil, atMicroseconds: nil),
                ], canResolve: true)
        ]
    }

    private func conflicts(of record: BillRecord) throws(ShopError) -> [ShopConflict] {
        var found: [ShopConflict] = []
        let reference = record.reference
        if record.state == .void, record.received > 0 {
            let amount = try Money(exactly: record.received, record.totals.currency)
            found.append(
                ShopConflict(
                    .moneyToGiveBack, reference, message: "\(record.number) is void, and \(amount) is to give back",
                    hint: "record the refund, or reverse a payment that was not real",
                    sides: sides(of: record.standingPayments), canResolve: false))
        }
        if record.state == .void, record.credited > 0 {
            found.append(
                ShopConflict(
                    .voidedAndCredited, reference,
                    message: "\(record.number) was voided and credited by people who did not see each other",
                    hint: "look whether goods returned twice, and correct the stock", sides: [], canResolve: false))
        }
        if record.state == .issued, record.received > record.owed {
            let amount = try Money(exactly: record.received - record.owed, record.totals.currency)
            let sides = sides(of: record.standingPayments)
            found.append(
                ShopConflict(
                    .overpaid, reference, message: "\(record.number) is overpaid by \(amount)",
                    hint: "keep the payment that was real, or give the difference back", sides: sides,
                    canResolve: sides.count > 1))
        }
        return found
    }

    private func sides(of payments: [LedgerEntry]) -> [ShopConflict.Side] {
        payments.map { entry in
            ShopConflict.Side(
                id: entry.id,
                label: [entry.amount.description, entry.method, entry.day?.description, entry.by]
                    .compactMap(\.self).joined(separator: ", "),
                isShown: false, node: nil, atMicroseconds: entry.madeAtMicroseconds)
        }
    }

    private func side(of bill: BillRecord, isShown: Bool) -> ShopConflict.Side {
        ShopConflict.Side(
            id: bill.reference.id, label: "\(bill.number), \(bill.totals.total)", isShown: isShown, node: nil,
            atMicroseconds: (try? bill.summary(on: today))?.changedAtMicroseconds)
    }

    private func belowZero(_ product: ProductView, _ reference: DocumentReference) -> ShopConflict {
        ShopConflict(
            .belowZero, reference,
            message: "\(product.sku) is at \(product.level): more left the stock than was recorded in",
            hint: "count it, or record what came in", sides: [], canResolve: false)
    }

    private func twice(
        _ keys: [(reference: DocumentReference, key: String)], _ what: String, name: (DocumentReference) -> String
    ) -> [ShopConflict] {
        var byKey: [[UInt8]: [DocumentReference]] = [:]
        var texts: [[UInt8]: String] = [:]
        for (reference, key) in keys {
            byKey[Array(key.utf8), default: []].append(reference)
            texts[Array(key.utf8)] = key
        }
        return byKey.filter { $0.value.count > 1 }.map { key, references in
            let sorted = references.sorted()
            return ShopConflict(
                .keyTwice, sorted[0], path: what, id: "key-twice:\(what):\(sorted[0].id)",
                message: "\(sorted.count) \(sorted[0].collection)s have the \(what) \(texts[key] ?? "")",
                hint: "give each its own",
                sides: sorted.enumerated().map { index, reference in
                    ShopConflict.Side(
                        id: reference.id, label: name(reference), isShown: index == 0, node: nil, atMicroseconds: nil)
                }, canResolve: false)
        }
    }
}
