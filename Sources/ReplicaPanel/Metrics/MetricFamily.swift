import Replica

/// One metric with all its samples, in the words of Prometheus' text format, version 0.0.4.
struct MetricFamily: Sendable {
    /// What kind of number it is.
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// One number.
    struct Sample: Sendable {
        /// What follows the family's name: `_bucket`, `_sum`, `_count`, or nothing.
        var suffix = ""
        /// In order.
        var labels: [(name: String, value: String)] = []
        let value: Double
    }

    /// As it begins with the prefix of its area and ends with its unit.
    let name: String
    /// One line for people.
    let help: String
    let kind: Kind
    let samples: [Sample]

    /// A family from its samples.
    init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// One number without labels.
    init(_ name: String, _ kind: Kind, _ help: String, _ value: some BinaryInteger) {
        self.init(name, kind, help, [Sample(value: Double(value))])
    }

    /// One number for each value of a label.
    init(_ name: String, _ kind: Kind, _ help: String, by label: String, _ values: [(String, Double)]) {
        self.init(name, kind, help, values.map { Sample(labels: [(label, $0.0)], value: $0.1) })
    }

    /// A histogram, in seconds.
    init(_ name: String, _ help: String, _ histogram: DurationHistogram) {
        var samples: [Sample] = []
        var sum: UInt64 = 0
        for (place, count) in histogram.counts.enumerated() {
            sum &+= count
            let bound =
                place < histogram.bounds.count
                ? MetricsText.number(histogram.bounds[place], per: 1_000_000_000) : "+Inf"
            samples.append(Sample(suffix: "_bucket", labels: [("le", bound)], value: Double(sum)))
        }
        samples.append(Sample(suffix: "_sum", value: Double(histogram.sumNanoseconds) / 1e9))
        samples.append(Sample(suffix: "_count", value: Double(sum)))
        self.init(name, .histogram, help, samples)
    }
}
