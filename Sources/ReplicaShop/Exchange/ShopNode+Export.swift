import Replica

extension ShopNode {
    /// How many documents one read takes: a long export must not hold the node up.
    private static let documentsPerRead = 500

    /// Writes documents, chunk by chunk, and returns how many rows there were.
    ///
    /// As JSON each document is one object of `collection`, `fields`, `id` and `space`, keys in order, with what every field shows
    /// and nothing that another node would write otherwise: nodes of one role with the same documents write the same set of
    /// lines. As CSV the columns are those that an import reads; drafts, which have neither number nor day, are left out there.
    public func export(
        _ subject: ExportSubject, as format: ExportFormat, dialect: CSVWriter.Dialect = .plain,
        to write: ([UInt8]) async throws -> Void
    ) async throws -> Int {
        if format == .csv { return try await exportTable(subject, CSVWriter(dialect: dialect), write) }
        var count = 0
        if format == .json { try await write(Array("[".utf8)) }
        for collection in subject.collections {
            let spaces = try await node.read { snapshot in snapshot.spaces }
            for space in spaces {
                let ids = try await node.read { $0.ids(collection, in: space) }
                for start in stride(from: 0, to: ids.count, by: Self.documentsPerRead) {
                    let some = ids[start..<min(ids.count, start + Self.documentsPerRead)]
                    let documents = try await node.read { snapshot in
                        some.compactMap { snapshot.document(DocumentReference(space, collection, $0)) }
                    }
                    var text = ""
                    for document in documents {
                        if format == .json, count > 0 { text += "," }
                        text += format == .json ? "\n" : ""
                        document.writeCanonical(to: &text)
                        if format == .jsonl { text += "\n" }
                        count += 1
                    }
                    if !text.isEmpty { try await write(Array(text.utf8)) }
                }
            }
        }
        if format == .json { try await write(Array("\n]\n".utf8)) }
        return count
    }

    /// Writes these bills as a table, in this order; each by number, id or the beginning of the id.
    /// - Throws: ``TradeFault/notFound(_:_:)`` for one that is not there, before anything is written.
    public func export(
        bills names: [String], dialect: CSVWriter.Dialect = .plain, to write: ([UInt8]) async throws -> Void
    ) async throws -> Int {
        var summaries: [BillSummary] = []
        for name in names { summaries.append(try await bill(name).summary) }
        return try await table(try await billLines(of: summaries), CSVWriter(dialect: dialect), write)
    }

    private func exportTable(
        _ subject: ExportSubject, _ writer: CSVWriter, _ write: ([UInt8]) async throws -> Void
    ) async throws -> Int {
        switch subject {
        case .all: throw ShopError.trade(.notSettled("all documents do not fit one table"))
        case .products:
            return try await table(try await products().map(ProductRecord.init), writer, write)
        case .customers:
            return try await table(try await customers().map(CustomerRecord.init), writer, write)
        case .bills: return try await table(try await billLines(of: try await bills()), writer, write)
        case .stock: return try await ledgerTable(try await movements().reversed(), writer, write)
        }
    }

    private func table<Record: CSVRecord>(
        _ records: [Record], _ writer: CSVWriter, _ write: ([UInt8]) async throws -> Void
    ) async throws -> Int {
        try await write(writer.preamble + writer.header(of: Record.self))
        for record in records { try await write(writer.row(record.cells)) }
        return records.count
    }

    private func ledgerTable(
        _ rows: [MovementView], _ writer: CSVWriter, _ write: ([UInt8]) async throws -> Void
    ) async throws -> Int {
        let names = ["id", "date", "sku", "quantity", "reason", "counted", "place", "bill", "note", "by"]
        try await write(writer.preamble + writer.row(names.map { .text($0) }))
        for row in rows {
            let day = Desk.day(microseconds: row.atMicroseconds, in: timeZone)
            try await write(
                writer.row([
                    .text(row.id), .text(day.description), .text(row.sku), CSVCell(row.quantity),
                    .text(row.reason.rawValue), CSVCell(row.counted), .text(row.place), CSVCell(text: row.bill),
                    CSVCell(text: row.note), CSVCell(text: row.by),
                ]))
        }
        return rows.count
    }

    /// One record a line of each bill, by number.
    private func billLines(of summaries: [BillSummary]) async throws -> [BillLineRecord] {
        var records: [BillLineRecord] = []
        for start in stride(from: 0, to: summaries.count, by: Self.documentsPerRead) {
            let some = Array(summaries[start..<min(summaries.count, start + Self.documentsPerRead)])
            records += try await node.read { snapshot in
                some.flatMap { $0.records(in: snapshot) }
            }
        }
        return records
    }
}

extension DocumentView {
    /// The document as one JSON object, in the canonical form.
    func writeCanonical(to text: inout String) {
        text += "{\"collection\":"
        CanonicalJSON.write(reference.collection, to: &text)
        text += ",\"fields\":{"
        for (index, path) in paths.enumerated() {
            if index > 0 { text += "," }
            CanonicalJSON.write(path, to: &text)
            text += ":"
            CanonicalJSON.write(self[path] ?? .null, to: &text)
        }
        text += "},\"id\":"
        CanonicalJSON.write(id, to: &text)
        text += ",\"space\":"
        CanonicalJSON.write(reference.space.description, to: &text)
        text += "}"
    }
}

extension ProductRecord {
    init(_ product: ProductView) {
        self.init(
            sku: product.sku, name: product.name, price: product.price, threshold: product.threshold,
            stock: product.level, barcode: product.barcode, taxRate: product.taxRate,
            target: product.target, supplier: product.supplier)
    }
}

extension CustomerRecord {
    /// A customer without a key of its own gets its id as key, and so do its bills.
    init(_ customer: CustomerView) {
        self.init(
            ref: customer.ref ?? customer.id, name: customer.name, company: customer.company, email: customer.email,
            phone: customer.phone, address: customer.address, city: customer.city, postcode: customer.postcode,
            country: customer.country)
    }
}

extension BillSummary {
    /// The rows of a file that stand for this bill. A file has no discounts, so a line's price is what is left of it; where
    /// that is no whole unit a piece, the line becomes two rows that add up to it. Amounts of the whole bill stand on the first.
    fileprivate func records(in snapshot: Snapshot) -> [BillLineRecord] {
        guard let reference, let document = snapshot.document(reference) else { return [] }
        let isTaxIncluded = document["totals"]?["rule"]?.text?.hasPrefix("included") ?? true
        let buyer = snapshot.document(DocumentReference(.shop, ShopCollection.customer, customer))
        let terms = terms(document, in: snapshot)
        var records: [BillLineRecord] = []
        for line in snapshot.lines(of: reference) {
            let amount = isTaxIncluded ? line.gross.minor : line.net.minor
            let (price, rest) = amount.quotientAndRemainder(dividingBy: line.quantity)
            // Only where something is left over is a higher price needed, and is there room for it.
            let parts = rest == 0 ? [(line.quantity, price)] : [(line.quantity - rest, price), (rest, price + 1)]
            for (quantity, price) in parts where quantity != 0 {
                records.append(
                    BillLineRecord(
                        bill: importKey ?? number.description, customer: buyer?["ref"]?.text ?? customer, date: date,
                        sku: line.sku, quantity: quantity, price: Money(price, total.currency),
                        terms: records.isEmpty ? terms : terms.withoutAmounts))
            }
        }
        return records
    }

    private func terms(_ document: DocumentView, in snapshot: Snapshot) -> BillTerms {
        let entries = snapshot.standingEntries(of: document.reference)
        let credits = snapshot.belonging(to: document.reference, ShopCollection.credit).compactMap(CreditView.init)
        let reasons = [document["voided"]?["reason"]?.text].compactMap(\.self) + credits.map(\.reason)
        return BillTerms(
            due: due, paid: sum(of: .payment, entries), refunded: sum(of: .refund, entries),
            credited: credited.minor > 0 ? credited : nil, state: state == .void ? .void : claim,
            reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
    }

    /// What people say of the bill besides its amounts.
    private var claim: BillTerms.State {
        switch declared ?? PaymentState(rawValue: payment.rawValue) {
        case .reported: .reported
        case .disputed: .disputed
        case .writtenOff: .writtenOff
        case .open, .partlyPaid, .paid, .refunded, nil: .issued
        }
    }

    /// What the standing entries of a kind come to; nil for none, and beyond 64 bits, which no bill reaches.
    private func sum(of kind: LedgerEntryKind, _ entries: [LedgerEntry]) -> Money? {
        let sum = entries.filter { $0.kind == kind && $0.amount.currency == total.currency }
            .reduce(Int128(0)) { $0 + Int128($1.amount.minor) }
        return sum > 0 ? try? Money(exactly: sum, total.currency) : nil
    }
}
