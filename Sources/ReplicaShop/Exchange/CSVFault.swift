/// What is wrong with a file of comma separated values, or with one of its rows.
public enum CSVFault: Error, Hashable, Sendable {
    /// A quotation mark in a cell that does not begin with one.
    case strayQuote
    /// Something other than a separator or the row's end after a closing quotation mark.
    case textAfterQuote
    /// The file ends within a quoted cell.
    case unterminatedQuote
    /// A carriage return without a line feed.
    case strayReturn
    case cellTooLong(limit: Int)
    case rowTooLong(limit: Int)
    case tooManyCells(limit: Int)
    case tooManyRows(limit: Int)
    case notUTF8
    /// The row has another number of cells than the header.
    case cellCount(Int, expected: Int)
    /// The file has no header row.
    case noHeader
    case missingColumns([String])
    case doubleColumn(String)
    /// The header's names stand between semicolons, and commas were expected.
    case semicolons
    /// A column is to be read as one that there is not.
    case unknownField(String, known: [String])
    /// A column that is to be read as another is not in the header.
    case noSuchColumn(String)
    /// A cell that must not be empty is.
    case emptyCell
    /// The cell contradicts an earlier row of the same bill.
    case contradictsRow(Int)
    /// The row is good, but the bill that it belongs to has a bad row.
    case spoiledByRow(Int)
    /// The row is good, but a row beside it is bad so that nobody can tell which bill it belongs to.
    case besideUnreadableRow(Int)
    /// The same key occurs in an earlier row.
    case doubleKey(row: Int)

    var code: String {
        switch self {
        case .strayQuote, .textAfterQuote, .unterminatedQuote: "quote"
        case .strayReturn: "return"
        case .cellTooLong, .rowTooLong, .tooManyCells, .tooManyRows: "limit"
        case .notUTF8: "encoding"
        case .cellCount: "cells"
        case .noHeader, .missingColumns, .doubleColumn, .semicolons: "header"
        case .unknownField, .noSuchColumn: "map"
        case .emptyCell: "empty"
        case .contradictsRow: "contradiction"
        case .spoiledByRow, .besideUnreadableRow: "left-out"
        case .doubleKey: "double"
        }
    }

    var reason: String {
        switch self {
        case .strayQuote: "a quotation mark stands within a cell that does not begin with one"
        case .textAfterQuote: "text stands after a closing quotation mark"
        case .unterminatedQuote: "the file ends within a quoted cell"
        case .strayReturn: "a carriage return stands without a line feed"
        case .cellTooLong(let limit): "the cell is longer than \(limit) bytes"
        case .rowTooLong(let limit): "the row is longer than \(limit) bytes"
        case .tooManyCells(let limit): "the row has more than \(limit) cells"
        case .tooManyRows(let limit): "the file has more than \(limit) rows"
        case .notUTF8: "the cell is not UTF-8"
        case .cellCount(let count, let expected): "the row has \(count) cells and the header has \(expected)"
        case .noHeader: "the file has no header row"
        case .missingColumns(let names): "the header lacks \(names.joined(separator: ", "))"
        case .doubleColumn(let name): "the header has \(ShopError.quoted(name)) twice"
        case .semicolons: "the names in the header are separated by semicolons and not by commas"
        case .unknownField(let name, _): "an import has no field \(ShopError.quoted(name))"
        case .noSuchColumn(let name): "the header has no column \(ShopError.quoted(name)) that could be read as another"
        case .emptyCell: "the cell is empty"
        case .contradictsRow(let row): "the cell says other than row \(row) of the same bill"
        case .spoiledByRow(let row): "left out, because row \(row) of the same bill is bad"
        case .besideUnreadableRow(let row): "left out, because the unreadable row \(row) may belong to the same bill"
        case .doubleKey(let row): "row \(row) has the same key"
        }
    }

    var advice: String {
        switch self {
        case .strayQuote, .textAfterQuote, .unterminatedQuote:
            "put the whole cell into quotation marks, and double those within it"
        case .strayReturn: "end rows with a line feed, or carriage return and line feed"
        case .cellTooLong, .rowTooLong, .tooManyCells: "check for a missing quotation mark, or shorten it"
        case .tooManyRows: "split it into several files"
        case .notUTF8: "save the file as UTF-8"
        case .cellCount: "check for a missing or a superfluous comma"
        case .noHeader, .missingColumns, .doubleColumn: "begin the file with one row that names each column once"
        case .semicolons: "separate cells by commas, or say that semicolons separate them"
        case .unknownField(_, let known): "use one of \(known.joined(separator: ", "))"
        case .noSuchColumn: "give the column's name as the file has it"
        case .emptyCell: "fill it in"
        case .contradictsRow: "give all rows of one bill the same value"
        case .spoiledByRow, .besideUnreadableRow: "mend that row and import the file again"
        case .doubleKey: "give each row its own key"
        }
    }
}
