/// The command line.
struct Options {
    /// Whether to print JSON instead of a table.
    private(set) var isJSON = false
    /// Whether to take fewer samples: less sure, in a quarter of the time.
    private(set) var isQuick = false
    /// How many rounds of each measurement and its reference.
    private(set) var rounds = 5
    /// The questions to ask; nil for all.
    private(set) var only: Set<String>?
    /// How long a page is left open, in minutes.
    private(set) var minutes: Int?
    /// Where the pictures of all pages are to be written, in place of measuring.
    private(set) var pictures: String?
    /// Where the nodes' directories are made; must be on a disk, or an fsync costs nothing.
    private(set) var directory: String?
    /// Whether only the help is wanted.
    private(set) var wantsHelp = false

    static let help = """
        usage: ReplicaBenchmarks [--json] [--quick] [--rounds N] [--only P1,P7] [--dir PATH]

          --json       an object {machine, results: [{id, value, unit, reference, ratio, low, high, …}]}
          --quick      fewer samples and rounds, under 90 s
          --rounds N   rounds of each measurement and its reference (default 5; quick: 2)
          --only LIST  questions by their ids: \(Question.allCases.map(\.rawValue).joined(separator: ", "))
          --minutes N  how long GROWTH leaves a page open under changes (default 5; quick: 1)
          --pictures PATH  writes pictures of all pages there, and measures nothing
          --dir PATH   where the nodes' directories are made (default: the system's temporary directory)
        """

    init(_ arguments: [String]) throws(BenchmarkError) {
        var rest = arguments[...]
        var givenRounds: Int?
        while let argument = rest.popFirst() {
            switch argument {
            case "--json": isJSON = true
            case "--quick": isQuick = true
            case "--help", "-h": wantsHelp = true
            case "--rounds":
                guard let number = rest.popFirst().flatMap(Int.init), (1...99).contains(number) else { throw .usage }
                givenRounds = number
            case "--only":
                guard let list = rest.popFirst() else { throw .usage }
                let ids = Set(list.split(separator: ",").map { $0.uppercased() })
                guard ids.isSubset(of: Question.allCases.map(\.rawValue)) else { throw .usage }
                only = ids
            case "--minutes":
                guard let number = rest.popFirst().flatMap(Int.init), (1...1440).contains(number) else { throw .usage }
                minutes = number
            case "--pictures":
                guard let path = rest.popFirst() else { throw .usage }
                pictures = path
            case "--dir":
                guard let path = rest.popFirst() else { throw .usage }
                directory = path
            default: throw .usage
            }
        }
        rounds = givenRounds ?? (isQuick ? 2 : 5)
    }

    /// Whether a question is to be asked.
    func includes(_ question: Question) -> Bool { only?.contains(question.rawValue) ?? true }
}
