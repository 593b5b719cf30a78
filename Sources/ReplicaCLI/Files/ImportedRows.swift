import ReplicaCommand
import ReplicaPanel

/// What the node says became of each row of an imported file.
struct ImportedRows {
    /// The rows, in the order of the file.
    private(set) var rows: [JSON] = []
    /// Columns that it does not know.
    private(set) var unknownColumns: [String] = []
    /// How far it is, in words.
    private(set) var progress: String?
    /// Whether all has been told.
    private(set) var isOver = false

    private var sums: JSON = [:]

    /// How many rows were not taken.
    var failed: Int64 { sums.number("failed") }

    /// Takes the next event.
    /// - Throws: if the file as a whole was refused.
    mutating func take(_ event: ServerSentEvent) throws(CommandError) {
        let data: JSON
        do throws(JSONDecodingError) { data = try JSON.decode(event.data) } catch {
            throw .failure("node.answer", .failed, "The node sent an event that can't be read: \(error).")
        }
        switch event.name {
        case "row": rows.append(data)
        case "progress": progress = "Row \(data.number("done")) of \(data.number("of"))"
        case "end":
            sums = data["sums"] ?? [:]
            unknownColumns = data.list("unknownColumns").compactMap(\.stringValue)
            isOver = true
        case "failed":
            throw NodeConnection.refusal(in: data)
                ?? .failure("import.failed", .failed, "The file could not be imported.", hint: "See the node's log.")
        default: break
        }
    }

    /// The rows that were not taken, and the sums.
    func lines(width: Int?) -> [StyledText] {
        let bad = rows.filter { $0.text("outcome") == "failed" }
        return bad.map(Self.problem) + [summary]
    }

    private var summary: StyledText {
        let words = ["created", "updated", "unchanged", "skipped"].compactMap { word in
            let count = sums.number(word)
            return count > 0 ? "\(count) \(word)" : nil
        }
        let taken = words.isEmpty ? "nothing new" : words.joined(separator: ", ")
        let refused: StyledText = failed > 0 ? ", \("\(failed) not taken", .bad)" : ""
        return "\(rows.count) \(rows.count == 1 ? "row" : "rows"): \(taken)" + refused + "."
    }

    /// Row and column, what is wrong, what to do.
    private static func problem(_ row: JSON) -> StyledText {
        let error = row["error"] ?? .null
        let column = row.text("column").isEmpty ? "" : ", column \(row.text("column"))"
        let key = row.text("key").isEmpty ? "" : " (\(row.text("key")))"
        return
            "\("Row \(row.number("row"))\(column)\(key):", .bad) \(error.text("message")) \(error.text("hint"))"
    }

    /// Fields of a tab-separated line.
    static func record(_ row: JSON) -> [String] {
        ["row", "key", "outcome", "id", "column"].map { row.plain($0) } + [row["error"]?.text("message") ?? ""]
    }
}
