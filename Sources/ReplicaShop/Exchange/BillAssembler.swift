/// Puts the rows of a file of bills together. A bill is taken whole or not at all: where one of its rows is bad, none of
/// it is issued, and its good rows are named as left out.
///
/// A bad row whose own `bill` cannot be read may belong to the bill above or below it, so both are left out. Rows of one
/// bill may stand anywhere in the file. Memory: all bills of the file.
public struct BillAssembler: Sendable {
    private var bills: [ImportedBill] = []
    private var positions: [[UInt8]: Int] = [:]
    /// Why a bill is left out, by its key.
    private var spoiled: [[UInt8]: CSVFault] = [:]
    private var problems: [ImportProblem] = []
    private var lastKey: [UInt8]?
    /// An unreadable row after which no readable one has come yet.
    private var unreadable: Int?

    /// An assembler that has taken no row yet.
    public init() {}

    /// Takes what became of the next row.
    public mutating func add(_ outcome: CSVImporter<BillLineRecord>.Outcome) {
        switch outcome {
        case .record(let row, let record):
            reached(Array(record.bill.utf8))
            do {
                try add(record, row)
            } catch {
                problems.append(error)
                spoil(Array(record.bill.utf8), .spoiledByRow(row))
            }
        case .bad(let problem):
            problems.append(problem)
            if let key = problem.key.map({ Array($0.utf8) }) {
                reached(key)
                spoil(key, .spoiledByRow(problem.row))
            } else {
                if let lastKey { spoil(lastKey, .besideUnreadableRow(problem.row)) }
                unreadable = unreadable ?? problem.row
            }
        }
    }

    /// The bills that are whole, in the order of their first rows, and all rows that are not imported, by row.
    public func finish() -> (bills: [ImportedBill], problems: [ImportProblem]) {
        var whole: [ImportedBill] = []
        var problems = problems
        for bill in bills {
            if let fault = spoiled[Array(bill.key.utf8)] {
                problems += bill.lines.map { ImportProblem(row: $0.row, key: bill.key, error: .csv(fault)) }
            } else {
                whole.append(bill)
            }
        }
        return (whole, problems.sorted { $0.row < $1.row })
    }

    private mutating func add(_ record: BillLineRecord, _ row: Int) throws(ImportProblem) {
        let line = ImportedBill.Line(row: row, sku: record.sku, quantity: record.quantity, price: record.price)
        let key = Array(record.bill.utf8)
        guard let position = positions[key] else {
            positions[key] = bills.count
            bills.append(
                ImportedBill(
                    key: record.bill, customer: record.customer, date: record.date, terms: record.terms, lines: [line]))
            return
        }
        let bill = bills[position]
        var terms = bill.terms
        let differing: String? =
            if !bill.customer.utf8.elementsEqual(record.customer.utf8) {
                "customer"
            } else if bill.date != record.date {
                "date"
            } else {
                terms.take(record.terms)
            }
        if let differing {
            let fault = CSVFault.contradictsRow(bill.lines[0].row)
            throw ImportProblem(row: row, column: differing, key: record.bill, error: .csv(fault))
        }
        guard bill.lines.count < BillTotals.maximumLines else {
            throw ImportProblem(row: row, key: record.bill, error: .tooManyLines(bill.lines.count + 1))
        }
        bills[position].lines.append(line)
        bills[position].terms = terms
    }

    private mutating func reached(_ key: [UInt8]) {
        lastKey = key
        if let row = unreadable.take() { spoil(key, .besideUnreadableRow(row)) }
    }

    private mutating func spoil(_ key: [UInt8], _ fault: CSVFault) {
        if spoiled[key] == nil { spoiled[key] = fault }
    }
}
