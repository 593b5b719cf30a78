/// Reads records from a file, in chunks. Bad rows are named and the good ones kept.
public struct CSVImporter<Record: CSVRecord>: Sendable {
    /// What became of one row.
    public enum Outcome: Hashable, Sendable {
        case record(row: Int, Record)
        case bad(ImportProblem)
    }

    /// The columns of the file that the import does not know and passes over, in the order of the file. Known once the
    /// header has been read.
    public private(set) var unknownColumns: [String] = []

    private let currency: Currency
    private let limits: CSVLimits
    private let renamed: [String: String]
    private let separator: UInt8
    private var reader: CSVReader
    /// The position of each known column; nil before the header.
    private var positions: [String: Int]?
    private var columnNames: [String] = []
    private var rowsByKey: [[UInt8]: Int] = [:]
    private var rows = 0
    private var failure: ShopError?

    /// - Parameters:
    ///   - currency: that of the amounts in the file.
    ///   - renamed: the file's names of columns that are called otherwise here, from the file's to ours.
    ///   - separator: between cells; where it is a semicolon, a comma is read as decimal sign.
    public init(
        currency: Currency, renamed: [String: String] = [:], separator: UInt8 = UInt8(ascii: ","),
        limits: CSVLimits = CSVLimits()
    ) {
        self.currency = currency
        self.limits = limits
        self.renamed = Dictionary(
            renamed.map { (Self.folded($0.key), Self.folded($0.value)) }, uniquingKeysWith: { first, _ in first })
        self.separator = separator
        reader = CSVReader(separator: separator, limits: limits)
    }

    /// Takes the next bytes of the file and returns what became of the rows that they complete.
    ///
    /// - Throws: ``ShopError/csv(_:)`` if the file as a whole cannot be used (its header is bad or lacks a column, or it
    ///   has too many rows), and again at every later call.
    public mutating func read(_ chunk: [UInt8]) throws(ShopError) -> [Outcome] {
        try outcomes(of: reader.read(chunk))
    }

    /// Says that the file is at its end. Throws like ``read(_:)``, and if the file had no header.
    public mutating func finish() throws(ShopError) -> [Outcome] {
        let last = try outcomes(of: reader.finish())
        guard positions != nil else { throw .csv(.noHeader) }
        return last
    }

    private mutating func outcomes(of rows: [CSVRow]) throws(ShopError) -> [Outcome] {
        if let failure { throw failure }
        do {
            var outcomes: [Outcome] = []
            for row in rows {
                if let positions {
                    outcomes.append(try outcome(of: row, positions))
                } else {
                    try takeHeader(row)
                }
            }
            return outcomes
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func takeHeader(_ row: CSVRow) throws(ShopError) {
        let names: [String]
        switch row.content {
        case .bad(let fault, _): throw .csv(fault)
        case .cells(let cells): names = cells
        }
        if separator == CSVSeparator.comma, names.count == 1, names[0].contains(";") { throw .csv(.semicolons) }
        let known = Set(Record.columns.map(\.name))
        try checkRenamed(in: names)
        var positions: [String: Int] = [:]
        for (position, original) in names.enumerated() {
            let folded = Self.folded(FormulaGuard.unguarded(original))
            let name = renamed[folded] ?? folded
            if !known.contains(name) {
                unknownColumns.append(original)
            } else if positions.updateValue(position, forKey: name) != nil {
                throw .csv(.doubleColumn(name))
            }
        }
        let missing = Record.columns.filter { $0.isRequired && positions[$0.name] == nil }.map(\.name)
        guard missing.isEmpty else { throw .csv(.missingColumns(missing)) }
        self.positions = positions
        columnNames = names
    }

    private func checkRenamed(in header: [String]) throws(ShopError) {
        let known = Record.columns.map(\.name)
        let found = Set(header.map { Self.folded(FormulaGuard.unguarded($0)) })
        for (original, name) in renamed.sorted(by: { $0.key < $1.key }) {
            guard known.contains(name) else { throw .csv(.unknownField(name, known: known)) }
            guard found.contains(original) else { throw .csv(.noSuchColumn(original)) }
        }
    }

    private mutating func outcome(of row: CSVRow, _ positions: [String: Int]) throws(ShopError) -> Outcome {
        rows += 1
        guard rows <= limits.maximumRows else { throw .csv(.tooManyRows(limit: limits.maximumRows)) }
        switch row.content {
        case .bad(let fault, let column):
            let name = columnNames.indices.contains(column - 1) ? columnNames[column - 1] : "\(column)"
            return .bad(ImportProblem(row: row.number, column: name, error: .csv(fault)))
        case .cells(let texts):
            guard texts.count == columnNames.count else {
                let fault = CSVFault.cellCount(texts.count, expected: columnNames.count)
                return .bad(ImportProblem(row: row.number, error: .csv(fault)))
            }
            var cells = CSVCells(
                row: row.number, currency: currency, positions: positions, cells: texts,
                hasDecimalComma: separator == CSVSeparator.semicolon)
            cells.key = Record.key(of: cells)
            do {
                let record = try Record(cells)
                try checkKey(of: cells)
                return .record(row: row.number, record)
            } catch {
                return .bad(error)
            }
        }
    }

    private mutating func checkKey(of cells: CSVCells) throws(ImportProblem) {
        guard Record.isKeyUnique, let key = cells.key else { return }
        if let earlier = rowsByKey.updateValue(cells.row, forKey: Array(key.utf8)) {
            rowsByKey[Array(key.utf8)] = earlier
            throw cells.problem(nil, .csv(.doubleKey(row: earlier)))
        }
    }

    /// Names of columns are compared without regard to blanks around them and to ASCII capitals.
    private static func folded(_ name: String) -> String {
        String(name.unicodeScalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().map(Character.init))
            .lowercased()
    }
}
