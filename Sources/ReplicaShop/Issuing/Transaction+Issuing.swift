import Replica

extension DocumentReading {
    /// Looks the lines' products up. Keys are given to lines without one.
    func priced(_ lines: [LineInput], _ settings: ShopSettings) throws(ShopError) -> [PricedLine] {
        var used = Set(lines.compactMap(\.key).map { Array($0.utf8) })
        var next = 1
        var priced: [PricedLine] = []
        for line in lines {
            if line.key == nil {
                while !used.insert(Array(String(next).utf8)).inserted { next += 1 }
            }
            let key = line.key ?? String(next)
            guard LineInput.isKey(key) else { throw .trade(.lineKey(key)) }
            let document = try product(line.product)
            guard let product = ProductView(document) else { throw .trade(.notFound(.product, line.product)) }
            priced.append(
                PricedLine(
                    key: key, product: product.id, sku: product.sku, name: product.name,
                    line: BillLine(
                        quantity: line.quantity, unitPrice: line.unitPrice ?? product.price,
                        taxRate: product.taxRate ?? settings.taxRate, discount: line.discount)))
        }
        guard used.count == lines.count else { throw .trade(.lineKey(Self.doubled(lines))) }
        return priced
    }

    private static func doubled(_ lines: [LineInput]) -> String {
        let keys = lines.compactMap(\.key)
        return keys.first { key in keys.count { $0 == key } > 1 } ?? ""
    }
}

extension Transaction {
    /// Issues a bill: number, frozen lines and totals, and the stock it takes, all in this transaction.
    ///
    /// - Parameters:
    ///   - id: of the bill; from the action.
    ///   - draft: the id of the draft that it is made from.
    ///   - takesStock: false for bills of a former time whose goods are not on this shop's shelves any more.
    mutating func issue(
        _ input: BillInput, id: String, draft: String? = nil, takesStock: Bool = true, _ desk: Desk
    ) throws -> BillSummary {
        let settings = try settings()
        let customer = try customer(input.customer)
        guard let space = customer.customerSpace, let buyer = CustomerView(customer) else {
            throw ShopError.trade(.notFound(.customer, input.customer))
        }
        guard !input.lines.isEmpty else { throw ShopError.trade(.noLines) }
        let priced = try priced(input.lines, settings)
        let totals = try BillTotals.compute(
            lines: priced.map(\.line), rule: settings.taxRule, currency: settings.currency, discount: input.discount)
        guard totals.total.minor >= 0 else { throw ShopError.trade(.negativeTotal) }
        let date = input.date ?? desk.today
        if let due = input.due, due < date { throw ShopError.trade(.dueBeforeDate) }
        let number = try spendNumber(on: desk.today)
        let lines = zip(priced, totals.lines).map { IssuedLine($0, $1) }
        let bill = DocumentReference(space, ShopCollection.bill, id)
        try set(bill, "number", to: .text(number.description))
        try set(bill, "lines", to: .list(lines.map(\.value)))
        try set(bill, "totals", to: IssuedTotals(totals, billDiscount: input.discount).value)
        try set(bill, "date", to: date.value)
        if let due = input.due { try set(bill, "due", to: due.value) }
        try set(bill, "buyer", to: buyer.frozen)
        try set(bill, "seller", to: settings.seller)
        if let draft { try set(bill, "draft", to: .text(draft)) }
        if let key = input.importKey {
            try set(bill, "importKey", to: .text(try TextKind.reference.clean(key)))
        }
        if !desk.user.isEmpty { try set(bill, "by", to: .text(desk.user)) }
        if let note = try input.note.flatMap({ try TextKind.note.cleanOptional($0) }) {
            try set(bill, "note", to: .text(note))
        }
        if takesStock { try takeStock(for: lines, of: bill, number, desk) }
        return try summary(of: bill, desk)
    }

    /// One movement a line, and one change a product: lines of one product are added up first.
    private mutating func takeStock(
        for lines: [IssuedLine], of bill: DocumentReference, _ number: BillNumber, _ desk: Desk
    ) throws {
        var taken: [(product: String, quantity: Int64)] = []
        for line in lines {
            // A line that gives back (a negative quantity) brings its goods back.
            let change =
                line.quantity > 0
                ? try StockReason.sold.change(line.quantity) : try StockReason.returned.change(-line.quantity)
            try writeMovement(
                change, of: line.product, at: StockPlace.field, id: MovementID.sale(of: bill.id, line.key),
                bill: bill.id, line: line.key, by: desk.user)
            if let index = taken.firstIndex(where: { $0.product == line.product }) {
                taken[index].quantity += change.quantity
            } else {
                taken.append((line.product, change.quantity))
            }
        }
        for (id, quantity) in taken where quantity != 0 {
            let product = DocumentReference(.shop, ShopCollection.product, id)
            if quantity < 0, let view = document(product).flatMap(ProductView.init), view.isStrict,
                Int128(view.level) + Int128(quantity) < 0
            {
                throw ShopError.trade(.outOfStock(sku: view.sku, level: view.level))
            }
            try add(product, StockPlace.field, quantity)
        }
    }
}

extension CustomerView {
    /// What the bill keeps of its buyer.
    var frozen: Value {
        .map(present: [
            ("name", .text(name)), ("company", company.map { .text($0) }), ("address", address.map { .text($0) }),
            ("city", city.map { .text($0) }), ("postcode", postcode.map { .text($0) }),
            ("country", country.map { .text($0) }),
        ])
    }
}
