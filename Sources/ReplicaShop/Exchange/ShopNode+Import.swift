import Replica

// A file is imported in transactions of some hundred records. Each record is looked up by the file's own key in the very
// transaction that writes it, so importing a file again, or going on after an interruption, changes nothing that is done.

extension ShopNode {
    /// Imports products by `sku`. A new product's stock is recorded as received; of a known one the stock is left alone.
    public func importProducts(
        _ file: [UInt8], _ options: ImportOptions = ImportOptions(), as user: String = "",
        progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> ImportReport {
        try await importRecords(ProductRecord.self, file, options, user, progress) { transaction, record, key, desk in
            if let known = transaction.keyed(ShopCollection.product, "sku", record.sku) {
                return try transaction.known(known, record.sku, options) { transaction in
                    _ = try transaction.edit(known, record.edit, seen: [:])
                }
            }
            let view = try transaction.addProduct(
                record.input, id: transaction.operation.documentID(key), desk)
            return .created(view.id)
        }
    }

    /// Imports customers by `ref`.
    public func importCustomers(
        _ file: [UInt8], _ options: ImportOptions = ImportOptions(), as user: String = "",
        progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> ImportReport {
        try await importRecords(CustomerRecord.self, file, options, user, progress) { transaction, record, key, _ in
            if let known = transaction.keyed(ShopCollection.customer, "ref", record.ref) {
                return try transaction.known(known, record.ref, options) { transaction in
                    _ = try transaction.edit(known.reference, record.edit, seen: [:])
                }
            }
            let view = try transaction.addCustomer(record.input, id: transaction.operation.documentID(key))
            return .created(view.id)
        }
    }

    /// Imports bills: rows with one `bill` make one issued bill, with a number of this node's series, the stock it takes and what
    /// was paid, given back and credited. A bill is taken whole or not at all. More than is owed is taken as it was paid, and shown
    /// as overpaid; a void bill takes no stock.
    public func importBills(
        _ file: [UInt8], _ options: ImportOptions = ImportOptions(), as user: String = "",
        progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> ImportReport {
        let importer = try await self.importer(BillLineRecord.self, file, options)
        var (outcomes, report) = try Self.read(file, importer, options)
        var assembler = BillAssembler()
        for outcome in outcomes { assembler.add(outcome) }
        let (bills, problems) = assembler.finish()
        report.rows = problems.map { .init(row: $0.row, key: $0.key, outcome: .failed($0)) }
        outcomes = []
        let items = bills.map { (row: $0.lines[0].row, key: $0.key, record: $0) }
        let results = try await write(
            items, options, user, progress, weight: \.lines.count
        ) { transaction, bill, key, desk in
            if let known = transaction.keyed(ShopCollection.bill, "importKey", bill.key) {
                guard options.onDuplicate != .fail else { throw ShopError.trade(.keyTaken(.bill, bill.key)) }
                return .skipped(known.id)
            }
            return .created(try transaction.issue(bill, id: transaction.operation.documentID(key), desk))
        }
        let late = try await finish(zip(items, results).filter { $1.word == "created" }.map(\.0), options, user)
        for (bill, outcome) in zip(bills, results) {
            let outcome = late[bill.key] ?? outcome
            report.rows += bill.lines.map { .init(row: $0.row, key: bill.key, outcome: outcome) }
        }
        report.rows.sort { $0.row < $1.row }
        return report
    }

    /// What follows on new bills in a second transaction; what went wrong there, by the bill's key.
    private func finish(
        _ items: [(row: Int, key: String, record: ImportedBill)], _ options: ImportOptions, _ user: String
    ) async throws -> [String: ImportReport.Outcome] {
        let items = items.filter(\.record.terms.needsMore)
        guard !options.isDryRun, !isRehearsal, !items.isEmpty else { return [:] }
        let results = try await write(items, options, user) { transaction, bill, key, desk in
            try transaction.finish(bill, desk)
            return .created(key)
        }
        let failed = zip(items, results).filter { $1.word == "failed" }.map { ($0.key, $1) }
        return Dictionary(failed) { first, _ in first }
    }

    private func importRecords<Record: CSVRecord>(
        _ type: Record.Type, _ file: [UInt8], _ options: ImportOptions, _ user: String,
        _ progress: @Sendable (Int, Int) -> Void,
        _ body: @escaping @Sendable (inout Transaction, Record, String, Desk) throws -> ImportReport.Outcome
    ) async throws -> ImportReport {
        let importer = try await self.importer(type, file, options)
        var (outcomes, report) = try Self.read(file, importer, options)
        var items: [(row: Int, key: String, record: Record)] = []
        for outcome in outcomes {
            switch outcome {
            case .bad(let problem):
                report.rows.append(.init(row: problem.row, key: problem.key, outcome: .failed(problem)))
            case .record(let row, let record):
                items.append((row, Self.key(of: record), record))
            }
        }
        outcomes = []
        let results = try await write(items, options, user, progress, body)
        for (item, outcome) in zip(items, results) {
            report.rows.append(.init(row: item.row, key: item.key, outcome: outcome))
        }
        report.rows.sort { $0.row < $1.row }
        return report
    }

    private static func key(of record: some CSVRecord) -> String {
        if case .text(let key)? = record.cells.first { key } else { "" }
    }

    private func importer<Record: CSVRecord>(
        _ type: Record.Type, _ file: [UInt8], _ options: ImportOptions
    ) async throws -> CSVImporter<Record> {
        guard node.isAdmin else { throw ShopError.trade(.adminsOnly("import files")) }
        return CSVImporter(
            currency: try await settings().currency, renamed: options.renamed,
            separator: options.separator ?? CSVSeparator.found(in: file))
    }

    private static func read<Record: CSVRecord>(
        _ file: [UInt8], _ importer: CSVImporter<Record>, _ options: ImportOptions
    ) throws(ShopError) -> (outcomes: [CSVImporter<Record>.Outcome], report: ImportReport) {
        var importer = importer
        let outcomes = try importer.read(file) + importer.finish()
        var report = ImportReport()
        report.unknownColumns = importer.unknownColumns
        report.isDryRun = options.isDryRun
        return (outcomes, report)
    }

    /// Writes records, some hundred a transaction; a record that a rule refuses leaves the others of its transaction alone.
    private func write<Record: Sendable>(
        _ items: [(row: Int, key: String, record: Record)], _ options: ImportOptions, _ user: String,
        _ progress: @Sendable (Int, Int) -> Void = { _, _ in }, weight: (Record) -> Int = { _ in 1 },
        _ body: @escaping @Sendable (inout Transaction, Record, String, Desk) throws -> ImportReport.Outcome
    ) async throws -> [ImportReport.Outcome] {
        let collected = ImportOutcomes()
        var start = 0
        while start < items.count {
            let end =
                Self.end(
                    of: items[start...].prefix(max(1, options.recordsPerTransaction)).map { weight($0.record) }, options
                )
                + start
            let batch = Array(items[start..<end])
            do {
                _ = try await act("import files", as: user, nil) { transaction, desk in
                    var outcomes: [ImportReport.Outcome] = []
                    for item in batch {
                        var attempt = transaction
                        do {
                            outcomes.append(try body(&attempt, item.record, item.key, desk))
                            transaction = attempt
                        } catch let error as ShopError {
                            outcomes.append(
                                .failed(ImportProblem(row: item.row, key: item.key, error: error)))
                        }
                    }
                    collected.add(outcomes)
                    if options.isDryRun { throw DryRun() }
                    return outcomes.count
                }
            } catch is DryRun {}
            start = end
            progress(start, items.count)
        }
        return collected.all
    }
}

extension ShopNode {
    /// How many rows of bills one transaction takes: a thousand fit a delta with room to spare, whatever their texts.
    private static let rowsPerTransaction = 600

    /// How many of the records with these numbers of rows the next transaction takes; at least one.
    fileprivate static func end(of rows: [Int], _ options: ImportOptions) -> Int {
        var sum = 0
        let end = rows.firstIndex { count in
            sum += count
            return sum > rowsPerTransaction
        }
        return max(1, min(end ?? rows.count, max(1, options.recordsPerTransaction)))
    }
}

/// Ends a transaction that was only tried.
private struct DryRun: Error {}

extension Transaction {
    /// What becomes of a row whose key is known.
    fileprivate mutating func known(
        _ document: DocumentView, _ key: String, _ options: ImportOptions, _ update: (inout Transaction) throws -> Void
    ) throws -> ImportReport.Outcome {
        switch options.onDuplicate {
        case .skip: return .skipped(document.id)
        case .fail:
            throw ShopError.trade(
                .keyTaken(document.reference.collection == ShopCollection.product ? .product : .customer, key))
        case .update:
            let before = document.paths.map { document[$0] }
            try update(&self)
            let after = self.document(document.reference)
            let now = after?.paths.map { after?[$0] } ?? []
            return before == now ? .unchanged(document.id) : .updated(document.id)
        }
    }
}

extension ProductRecord {
    /// As a new product.
    var input: ProductInput {
        ProductInput(
            sku: sku, name: name, price: price, taxRate: taxRate, threshold: threshold, target: target,
            barcode: barcode,
            supplier: supplier, stock: stock ?? 0)
    }

    /// As a change of a known one: what the file does not say stays.
    var edit: ProductEdit {
        var edit = ProductEdit()
        edit.name = .to(name)
        edit.price = .to(price)
        if taxRate != nil { edit.taxRate = .to(taxRate) }
        if threshold != nil { edit.threshold = .to(threshold) }
        if target != nil { edit.target = .to(target) }
        if barcode != nil { edit.barcode = .to(barcode) }
        if supplier != nil { edit.supplier = .to(supplier) }
        return edit
    }
}

extension CustomerRecord {
    private var texts: [(String, String?)] {
        [
            ("company", company), ("email", email), ("phone", phone), ("address", address), ("city", city),
            ("postcode", postcode), ("country", country),
        ]
    }

    /// As a new customer.
    var input: CustomerInput {
        CustomerInput(
            name: name, ref: ref, company: company, email: email, phone: phone, address: address, city: city,
            postcode: postcode, country: country)
    }

    /// As a change of a known one: what the file does not say stays.
    var edit: CustomerEdit {
        var edit = CustomerEdit()
        edit.name = .to(name)
        for (path, text) in texts where text != nil { edit.texts[path] = .some(text) }
        return edit
    }
}
