// A reader for RFC 4180, fed in chunks of any size, since a file may be larger than memory.
//
//     file   = [BOM] row *(end row) [end]        end = CRLF / LF
//     row    = cell *(separator cell)            cell = *plain / DQUOTE *(any / 2DQUOTE) DQUOTE
//
// A row that breaks the rules is reported by number and column and skipped up to the next end of line; the reader goes
// on with the row after it. A blank row counts but is not delivered. Nothing here depends on how the file was chunked.

/// Reads comma separated values from bytes, row by row, within bounds.
public struct CSVReader: Sendable {
    private enum State {
        case cellStart
        case plain
        case quoted
        /// After a quotation mark within a quoted cell: the end, or half of a doubled one.
        case quoteInQuoted
        /// After a carriage return outside quotation marks.
        case carriageReturn
        /// In what is left of a bad row.
        case skipping
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let separator: UInt8
    private let limits: CSVLimits
    private var state = State.cellStart
    private var cell: [UInt8] = []
    private var cells: [String] = []
    private var rowBytes = 0
    private var number = 1
    /// How many bytes of the mark at the file's start have been seen; nil when the start is behind us.
    private var markBytes: Int? = 0
    private var fault: (CSVFault, column: Int)?

    /// - Parameter separator: an ASCII character other than a quotation mark or a line end; `;` for files made for
    ///   spreadsheets where the comma is the decimal sign.
    public init(separator: UInt8 = UInt8(ascii: ","), limits: CSVLimits = CSVLimits()) {
        let reserved = [Self.quote, Self.lineFeed, Self.carriageReturn]
        precondition(separator < 0x80 && !reserved.contains(separator), "\(separator) cannot separate cells")
        self.separator = separator
        self.limits = limits
    }

    /// Takes the next bytes of the file and returns the rows that they complete, good and bad, in order.
    ///
    /// Memory: one row within the limits, and what is returned.
    public mutating func read(_ chunk: [UInt8]) -> [CSVRow] {
        var rows: [CSVRow] = []
        for byte in chunk {
            if let seen = markBytes {
                if byte == Self.byteOrderMark[seen] {
                    markBytes = seen == 2 ? nil : seen + 1
                    continue
                }
                markBytes = nil
                for held in Self.byteOrderMark[..<seen] { take(held, &rows) }
            }
            take(byte, &rows)
        }
        return rows
    }

    /// Says that the file is at its end, and returns the last row if the file does not end with a line end.
    public mutating func finish() -> [CSVRow] {
        var rows: [CSVRow] = []
        if let seen = markBytes.take() {
            for held in Self.byteOrderMark[..<seen] { take(held, &rows) }
        }
        switch state {
        case .quoted: fail(.unterminatedQuote)
        case .carriageReturn: fail(.strayReturn)
        case .cellStart, .plain, .quoteInQuoted, .skipping: break
        }
        if fault != nil || rowBytes > 0 { endRow(&rows) }
        return rows
    }

    private mutating func take(_ byte: UInt8, _ rows: inout [CSVRow]) {
        rowBytes += 1
        if rowBytes > limits.maximumRowBytes, state != .skipping {
            fail(.rowTooLong(limit: limits.maximumRowBytes))
        }
        switch state {
        case .cellStart where byte == Self.quote: state = .quoted
        case .cellStart, .plain: takePlain(byte, &rows)
        case .quoted where byte == Self.quote: state = .quoteInQuoted
        case .quoted: append(byte)
        case .quoteInQuoted where byte == Self.quote:
            state = .quoted
            append(byte)
        case .quoteInQuoted: takeAfterQuote(byte, &rows)
        case .carriageReturn:
            if byte != Self.lineFeed { fail(.strayReturn) } else { endRow(&rows) }
        case .skipping:
            if byte == Self.lineFeed { endRow(&rows) }
        }
    }

    private mutating func takePlain(_ byte: UInt8, _ rows: inout [CSVRow]) {
        switch byte {
        case separator: endCell()
        case Self.lineFeed: endRow(&rows)
        case Self.carriageReturn: state = .carriageReturn
        case Self.quote: fail(.strayQuote)
        default:
            state = .plain
            append(byte)
        }
    }

    private mutating func takeAfterQuote(_ byte: UInt8, _ rows: inout [CSVRow]) {
        switch byte {
        case separator: endCell()
        case Self.lineFeed: endRow(&rows)
        case Self.carriageReturn: state = .carriageReturn
        default: fail(.textAfterQuote)
        }
    }

    private mutating func append(_ byte: UInt8) {
        guard cell.count < limits.maximumCellBytes else { return fail(.cellTooLong(limit: limits.maximumCellBytes)) }
        cell.append(byte)
    }

    private mutating func endCell() {
        guard cells.count < limits.maximumCells else { return fail(.tooManyCells(limit: limits.maximumCells)) }
        guard let text = String(validating: cell, as: UTF8.self) else { return fail(.notUTF8) }
        cells.append(text)
        cell.removeAll(keepingCapacity: true)
        state = .cellStart
    }

    /// Marks the row as bad, unless it is already, and goes on to its end. In a row that is bad for another reason a
    /// line end within quotation marks cannot be told from the row's end: the first one counts.
    private mutating func fail(_ reason: CSVFault) {
        if fault == nil { fault = (reason, cells.count + 1) }
        cell.removeAll(keepingCapacity: true)
        state = .skipping
    }

    private mutating func endRow(_ rows: inout [CSVRow]) {
        let isBlank =
            cells.isEmpty && cell.isEmpty && (state == .cellStart || (state == .carriageReturn && rowBytes == 2))
        if fault == nil, !isBlank { endCell() }
        if let (reason, column) = fault {
            rows.append(CSVRow(number: number, content: .bad(reason, column: column)))
        } else if !isBlank {
            rows.append(CSVRow(number: number, content: .cells(cells)))
        }
        fault = nil
        cells.removeAll(keepingCapacity: true)
        cell.removeAll(keepingCapacity: true)
        rowBytes = 0
        number += 1
        state = .cellStart
    }
}
