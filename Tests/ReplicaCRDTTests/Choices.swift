/// Walks through every run of a test that asks for small numbers: each run calls `next` as often as it likes, and `advance`
/// goes on to the run that differs in the last choice that has something left (TigerBeetle's `exhaustigen.zig`). So a
/// test that builds a random case becomes, unchanged, one that builds every case.
///
///     var choices = Choices()
///     repeat { build a case from choices.next(below:) } while choices.advance()
struct Choices {
    private var made: [(value: Int, bound: Int)] = []
    private var at = 0

    /// The first run: every choice is 0.
    init() {}

    /// The next choice of this run: 0 to `bound` - 1.
    mutating func next(below bound: Int) -> Int {
        precondition(bound > 0, "a choice needs something to choose from, not \(bound)")
        if at == made.count { made.append((0, bound)) }
        precondition(
            made[at].bound == bound, "the run is not a function of its choices: \(made[at].bound) is now \(bound)")
        defer { at += 1 }
        return made[at].value
    }

    /// Whether there is a further run; if so the choices start over for it.
    mutating func advance() -> Bool {
        at = 0
        while let last = made.popLast() {
            if last.value + 1 < last.bound {
                made.append((last.value + 1, last.bound))
                return true
            }
        }
        return false
    }

    /// What was chosen in this run, to print with a failure.
    var description: String { made.map { "\($0.value)/\($0.bound)" }.joined(separator: " ") }
}

/// Every order of the numbers 0 to `count` - 1.
func permutations(of count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(of: count - 1).flatMap { shorter in
        (0...shorter.count).map { at in
            var longer = shorter
            longer.insert(count - 1, at: at)
            return longer
        }
    }
}
