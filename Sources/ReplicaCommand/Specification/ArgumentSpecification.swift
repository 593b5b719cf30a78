/// One positional argument of a command, as data.
package struct ArgumentSpecification: Sendable, Equatable {
    /// How many values it takes.
    package enum Arity: Sendable, Equatable {
        /// Exactly one.
        case one
        /// None or one.
        case optional
        /// Any number; only for the last argument.
        case any
    }

    /// The placeholder, in capitals.
    package let name: String
    /// What its values are.
    package let kind: ValueKind
    /// How many values it takes.
    package let arity: Arity
    /// What it is, in a phrase for the help text.
    package let summary: String

    /// An argument from its parts.
    package init(_ name: String, _ kind: ValueKind = .text, _ arity: Arity = .one, _ summary: String) {
        self.name = name
        self.kind = kind
        self.arity = arity
        self.summary = summary
    }

    /// How it is written in a usage line.
    package var usage: String {
        switch arity {
        case .one: name
        case .optional: "[\(name)]"
        case .any: "[\(name)]..."
        }
    }
}
