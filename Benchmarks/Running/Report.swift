import Foundation

/// Prints answers for people and for programs.
enum Report {
    /// An aligned table.
    static func table(_ measurements: [Measurement]) -> String {
        var rows = [
            ["id", "what", "measured", "reference", "ratio", "low", "high", "first", "goal", "reached"]
        ]
        for measurement in measurements {
            let ratios = measurement.ratios
            rows.append([
                measurement.id, measurement.name, amount(measurement.value, measurement.unit),
                measurement.reference.map {
                    "\(amount($0, measurement.unit)) \(measurement.referenceName)\(measurement.isRecorded ? "*" : "")"
                } ?? "",
                number(measurement.ratio), number(ratios.min()), number(ratios.max()),
                bound(measurement, \.first), bound(measurement, \.goal), measurement.reached ?? "",
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            row.indices.map { row[$0].padding(toLength: widths[$0], withPad: " ", startingAt: 0) }
                .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }
        return lines.joined(separator: "\n") + "\n\n"
            + "ratio: median of the rounds' ratios, measured over reference; low, high: its spread. "
            + "* recorded before, not in this run.\n\(machine)"
    }

    /// An object for programs.
    static func json(_ measurements: [Measurement]) -> String {
        let results = measurements.map { measurement in
            var fields = [
                ("id", quoted(measurement.id)), ("name", quoted(measurement.name)),
                ("value", plain(measurement.value)), ("unit", quoted(measurement.unit)),
                ("reference", plain(measurement.reference)), ("ratio", plain(measurement.ratio)),
                ("low", plain(measurement.ratios.min())), ("high", plain(measurement.ratios.max())),
            ]
            if !measurement.referenceName.isEmpty {
                fields.append(("referenceName", quoted(measurement.referenceName)))
                fields.append(("referenceIsRecorded", measurement.isRecorded ? "true" : "false"))
            }
            if let goal = measurement.goal {
                fields.append(("first", plain(goal.first)))
                fields.append(("goal", plain(goal.goal)))
                fields.append(("reached", quoted(measurement.reached ?? "")))
            }
            return "{" + fields.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
        }
        return "{\"machine\": \(quoted(machine)), \"results\": [\n  \(results.joined(separator: ",\n  "))\n]}"
    }

    /// The machine, in words.
    static var machine: String {
        let system = ProcessInfo.processInfo
        let memory = system.physicalMemory >> 30
        return "\(system.activeProcessorCount) cores, \(memory) GiB, \(system.operatingSystemVersionString)"
    }

    private static func bound(_ measurement: Measurement, _ part: KeyPath<Measurement.Goal, Double?>) -> String {
        guard let goal = measurement.goal, let bound = goal[keyPath: part] else { return "" }
        let sign = goal.isLeast ? "≥" : "≤"
        return goal.subject == .ratio ? "\(sign) \(number(bound))×" : "\(sign) \(amount(bound, measurement.unit))"
    }

    private static func bound(_ measurement: Measurement, _ part: KeyPath<Measurement.Goal, Double>) -> String {
        guard let goal = measurement.goal else { return "" }
        let sign = goal.isLeast ? "≥" : "≤"
        let bound = goal[keyPath: part]
        return goal.subject == .ratio ? "\(sign) \(number(bound))×" : "\(sign) \(amount(bound, measurement.unit))"
    }

    private static func amount(_ value: Double, _ unit: String) -> String { "\(number(value)) \(unit)" }

    /// Three significant digits, whole numbers in full.
    private static func number(_ value: Double?) -> String {
        guard let value else { return "" }
        let size = value.magnitude
        let digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
        return String(format: "%.\(digits)f", value)
    }

    private static func plain(_ value: Double?) -> String { value.map { String(format: "%.6g", $0) } ?? "null" }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }
}
