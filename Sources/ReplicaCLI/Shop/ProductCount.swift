import ReplicaCommand
import ReplicaPanel

/// One counted product beside what was expected of it.
struct ProductCount {
    /// What was counted.
    let row: CountSheet.Row
    /// What the node knew of the product when the counts were read; `nil` if it does not know it.
    let level: JSON?
    /// Why it was not recorded.
    var problem: String?
    /// Whether it has been recorded.
    var isRecorded = false

    init(_ row: CountSheet.Row, _ levels: [JSON]) {
        self.row = row
        level = levels.first { $0.text("sku") == row.sku }
        if level == nil { problem = "There is no product \(quoted(row.sku)) (row \(row.number))." }
    }

    /// What was expected at the place.
    var expected: Int64 { place?.number("level") ?? 0 }

    /// What the node knew of the place; `nil` if nothing ever lay there.
    var place: JSON? { level?.list("places").first { $0.text("location") == row.location } }

    /// Counted less expected.
    var difference: Int64 { row.counted - expected }

    /// Whether there is something to record.
    var differs: Bool { level != nil && difference != 0 }

    /// For scripts.
    func json(isBlind: Bool) -> JSON {
        var json: JSON = [
            "sku": .string(row.sku), "row": .integer(Int64(row.number)), "counted": .integer(row.counted),
        ]
        if !row.location.isEmpty { json["location"] = .string(row.location) }
        if !isBlind {
            json["expected"] = level == nil ? .null : .integer(expected)
            json["difference"] = level == nil ? .null : .integer(difference)
        }
        json["recorded"] = .bool(isRecorded)
        json["problem"] = problem.map { .string($0) } ?? .null
        return json
    }

    /// Fields of a tab-separated line.
    func record(isBlind: Bool) -> [String] {
        let json = json(isBlind: isBlind)
        return ["sku", "location", "counted", "expected", "difference", "recorded", "problem"].map { json.plain($0) }
    }

    /// The lines of a table.
    static func lines(_ counts: [ProductCount], isBlind: Bool, width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("SKU"), .init("PLACE"), .init("NAME", canShrink: true), .init("EXPECTED", .trailing),
            .init("COUNTED", .trailing),
            .init("DIFFERENCE", .trailing), .init("", canShrink: true),
        ])
        for count in counts {
            let difference = count.difference > 0 ? "+\(count.difference)" : "\(count.difference)"
            let isKnown = count.level != nil
            table.add([
                StyledText(count.row.sku), StyledText(count.row.location), StyledText(count.level?.text("name") ?? ""),
                StyledText(isBlind || !isKnown ? "" : "\(count.expected)"), "\(count.row.counted)",
                StyledText(isBlind || !isKnown ? "" : difference, count.difference == 0 ? .plain : .warning),
                count.problem.map { StyledText($0, .bad) } ?? StyledText(count.isRecorded ? "recorded" : "", .good),
            ])
        }
        return table.lines(width: width)
    }
}
