/// What the process was given from outside: words, environment, terminals.
package struct ProcessContext: Sendable {
    /// The words after the program's own name.
    package let words: [String]
    /// The variables of the environment that the command looks at; others are not here.
    package let variables: [String: String]
    /// The directory that relative paths start from.
    package let currentDirectory: String
    /// Whether standard input is a terminal, so that a person can be asked.
    package let inputIsTerminal: Bool
    /// Whether standard output is a terminal.
    package let outputIsTerminal: Bool
    /// Whether standard error is a terminal.
    package let errorsAreTerminal: Bool
    /// The columns of the terminal; `nil` if results go elsewhere, or it does not tell.
    package let width: Int?

    /// The variables that the command looks at.
    static let variableNames = [
        "REPLICA_DIR", "XDG_DATA_HOME", "HOME", "NO_COLOR", "TERM", "COLUMNS", "USER", "LOGNAME", "JOURNAL_STREAM",
    ]

    /// A context from its parts.
    package init(
        words: [String], variables: [String: String] = [:], currentDirectory: String = "/",
        inputIsTerminal: Bool = false,
        outputIsTerminal: Bool = false, errorsAreTerminal: Bool = false, width: Int? = nil
    ) {
        self.words = words
        self.variables = variables
        self.currentDirectory = currentDirectory
        self.inputIsTerminal = inputIsTerminal
        self.outputIsTerminal = outputIsTerminal
        self.errorsAreTerminal = errorsAreTerminal
        self.width = width
    }

    /// This process.
    package static func current() -> ProcessContext {
        let pairs = variableNames.compactMap { name in SystemCalls.variable(name).map { (name, $0) } }
        let variables = Dictionary(uniqueKeysWithValues: pairs)
        let isTerminal = SystemCalls.isTerminal(1)
        let columns = variables["COLUMNS"].flatMap { Int($0) } ?? SystemCalls.columns(of: 1)
        return ProcessContext(
            words: Array(CommandLine.arguments.dropFirst()), variables: variables,
            currentDirectory: SystemCalls.currentDirectory ?? "/", inputIsTerminal: SystemCalls.isTerminal(0),
            outputIsTerminal: isTerminal, errorsAreTerminal: SystemCalls.isTerminal(2),
            width: isTerminal ? columns : nil)
    }

    /// A variable that is set and not empty.
    package func variable(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Who is logged in, as the system says.
    package var user: String? { variable("USER") ?? variable("LOGNAME") }

    /// Whether to colour what goes to a terminal or elsewhere. <https://no-color.org>: any value of `NO_COLOR` but the empty one.
    func usesColors(_ choice: ColorChoice, onTerminal: Bool) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto: onTerminal && variable("NO_COLOR") == nil && variable("TERM") != nil && variable("TERM") != "dumb"
        }
    }
}
