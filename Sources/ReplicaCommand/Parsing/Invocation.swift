/// A command with the values that its command line gave it.
///
/// Asking for an option or argument that the command does not declare, or for another kind than declared, is a mistake in this
/// program and traps.
package struct Invocation: Sendable, Equatable {
    /// Which command.
    package let command: CommandSpecification
    /// The common options.
    package let globals: GlobalValues
    private let optionValues: [String: [ParsedValue]]
    private let optionCounts: [String: Int]
    private let argumentValues: [String: [ParsedValue]]

    /// What the parser found.
    init(command: CommandSpecification, options: ParsedOptions, arguments: [String: [ParsedValue]]) {
        self.command = command
        globals = options.globals()
        optionValues = options.values
        optionCounts = options.counts
        argumentValues = arguments
    }

    /// Whether a flag, or any option, was given.
    package func has(_ option: String) -> Bool {
        _ = declared(option)
        return optionCounts[option, default: 0] > 0
    }

    /// All values of an option, in order, or of an argument by its placeholder.
    package func values(_ name: String) -> [ParsedValue] {
        if let argument = command.arguments.first(where: { $0.name == name }) {
            return argumentValues[argument.name] ?? []
        }
        precondition(declared(name).takesValue, "`\(command.name)` asked for the value of the flag `--\(name)`")
        return optionValues[name] ?? []
    }

    /// The text of an option or argument; `nil` if it was not given.
    package func text(_ name: String) -> String? { texts(name).first }

    /// All texts of an option or argument.
    package func texts(_ name: String) -> [String] {
        values(name).map { if case .text(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// The whole number of an option or argument; `nil` if it was not given.
    package func integer(_ name: String) -> Int64? {
        values(name).first.map { if case .integer(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// The decimal number of an option or argument; `nil` if it was not given.
    package func decimal(_ name: String) -> DecimalNumber? {
        values(name).first.map { if case .decimal(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// The duration of an option or argument; `nil` if it was not given.
    package func duration(_ name: String) -> Duration? {
        values(name).first.map { if case .duration(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// The address of an option or argument; `nil` if it was not given.
    package func address(_ name: String) -> HostPort? {
        values(name).first.map { if case .address(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// All addresses of an option, in order.
    package func addresses(_ name: String) -> [HostPort] {
        values(name).map { if case .address(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// The day of an option or argument; `nil` if it was not given.
    package func date(_ name: String) -> CalendarDate? {
        values(name).first.map { if case .date(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// The point in time of an option or argument; `nil` if it was not given.
    package func moment(_ name: String) -> Moment? {
        values(name).first.map { if case .moment(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// The document that an argument names; `nil` if it was not given.
    package func reference(_ name: String) -> DocumentReference? {
        values(name).first.map { if case .reference(let value) = $0 { value } else { wrongKind(name) } }
    }

    /// The lines of a bill, in order.
    package func billLines(_ name: String) -> [BillLineText] {
        values(name).map { if case .billLine(let value) = $0 { value } else { wrongKind(name) } }
    }

    private func declared(_ option: String) -> OptionSpecification {
        guard let found = command.allOptions.first(where: { $0.name == option }) else {
            preconditionFailure("`\(command.name)` does not declare `\(option)`")
        }
        return found
    }

    private func wrongKind(_ name: String) -> Never {
        preconditionFailure("`\(command.name)` declares `\(name)` as another kind")
    }
}
