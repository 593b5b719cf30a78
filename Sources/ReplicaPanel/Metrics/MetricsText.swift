/// Writes metrics in Prometheus' text format, version 0.0.4: for each family its help, its type and its samples.
enum MetricsText {
    /// What the answer is called.
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// All families, in order. One without samples is told all the same, so that its name is known.
    static func text(of families: [MetricFamily]) -> String {
        var text = ""
        for family in families {
            text += "# HELP \(family.name) \(escaped(family.help, quotes: false))\n"
            text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
            for sample in family.samples {
                let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
                let braces = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
                text += "\(family.name)\(sample.suffix)\(braces) \(number(sample.value))\n"
            }
        }
        return text
    }

    /// A number; whole ones without a fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    /// A part of a whole, as `0.25`.
    static func number(_ value: UInt64, per whole: UInt64) -> String { number(Double(value) / Double(whole)) }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
