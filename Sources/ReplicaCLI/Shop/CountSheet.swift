import ReplicaCommand
import ReplicaShop

/// What was counted, from a CSV file with the columns `sku`, `quantity` and, if goods lie in several places, `location`.
struct CountSheet {
    /// One row.
    struct Row {
        let number: Int
        let sku: String
        /// Where; empty for the shop itself.
        let location: String
        let counted: Int64
    }

    /// The good rows, each product once in a place.
    private(set) var counts: [Row] = []
    /// What is wrong with the others.
    private(set) var problems: [String] = []

    private static let most: Int64 = 1_000_000_000

    /// Reads a file called `name`.
    /// - Throws: if its heading has not both columns.
    init(_ bytes: [UInt8], name: String) throws(CommandError) {
        var reader = CSVReader()
        let rows = reader.read(bytes) + reader.finish()
        guard case .cells(let heading)? = rows.first?.content,
            let sku = Self.position("sku", heading), let quantity = Self.position("quantity", heading)
        else {
            throw .usage(
                "file.columns",
                "\(quoted(name)) is no list of counts: its first line must name the columns sku and quantity.",
                hint: "It looks like this: sku,quantity, and below it PEN-01,37.")
        }
        let location = Self.position("location", heading)
        var seen: [[String]: Int] = [:]
        for row in rows.dropFirst() {
            guard case .cells(let cells) = row.content else {
                problems.append("Row \(row.number) can't be read as CSV.")
                continue
            }
            guard cells.count == heading.count, !cells[sku].trimmed.isEmpty else {
                problems.append("Row \(row.number) has not as many cells as the heading, or no sku.")
                continue
            }
            let key = cells[sku].trimmed
            guard let counted = Int64(cells[quantity].trimmed), (0...Self.most).contains(counted) else {
                problems.append("Row \(row.number), quantity: \(quoted(cells[quantity])) is no whole number from 0 on.")
                continue
            }
            let place = location.map { cells[$0].trimmed } ?? ""
            if let first = seen.updateValue(row.number, forKey: [key, place]) {
                problems.append("Row \(row.number), sku: \(quoted(key)) stands in row \(first) already.")
                continue
            }
            counts.append(Row(number: row.number, sku: key, location: place, counted: counted))
        }
    }

    private static func position(_ column: String, _ heading: [String]) -> Int? {
        heading.firstIndex { $0.trimmed.lowercased() == column }
    }
}
