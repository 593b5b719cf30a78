/// One answer: a number per round, the reference's number of the same round, and what was aimed at.
struct Measurement {
    /// What a goal says: a bound on the ratio to the reference, or on the number itself.
    struct Goal {
        /// What is bounded.
        enum Subject {
            case ratio
            case value
        }

        /// What is bounded.
        var subject = Subject.ratio
        /// Whether more is better: the bounds are the least, and not the most.
        var isLeast = false
        /// What a first version must reach.
        let first: Double
        /// Where it shall go.
        let goal: Double?
    }

    /// A stable name: question and aspect.
    let id: String
    /// What was measured, for people.
    let name: String
    /// Of the value and the reference.
    let unit: String
    /// One a round.
    let values: [Double]
    /// What it is compared with.
    var referenceName = ""
    /// One a round; one for all if it was recorded elsewhere; empty if there is nothing to compare with.
    var references: [Double] = []
    /// Whether the reference was recorded by the scripts of the design phase, and not measured in this run.
    var isRecorded = false
    /// What was aimed at.
    var goal: Goal?

    /// The median of the rounds.
    var value: Double { Statistics.median(values) }

    /// The median of the reference's rounds.
    var reference: Double? { references.isEmpty ? nil : Statistics.median(references) }

    /// Ours over the reference's, round by round.
    var ratios: [Double] {
        values.indices.compactMap { index in
            guard !references.isEmpty else { return nil }
            let reference = references[min(index, references.count - 1)]
            return reference == 0 ? nil : values[index] / reference
        }
    }

    /// The median of the rounds' ratios.
    var ratio: Double? { ratios.isEmpty ? nil : Statistics.median(ratios) }

    /// The number that the goal bounds.
    private var judged: Double? { goal?.subject == .value ? value : ratio }

    /// What has been reached: the goal, the first bound, or neither; nil without a goal.
    var reached: String? {
        guard let goal, let judged else { return nil }
        func holds(_ bound: Double) -> Bool { goal.isLeast ? judged >= bound : judged <= bound }
        if let bound = goal.goal, holds(bound) { return "goal" }
        return holds(goal.first) ? "first" : "no"
    }
}
