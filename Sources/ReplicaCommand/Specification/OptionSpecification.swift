/// One option of a command, as data: parsing, help and completion follow from it.
package struct OptionSpecification: Sendable, Equatable {
    /// What follows the option.
    package enum Form: Sendable, Equatable {
        /// Nothing: it is there or not.
        case flag
        /// Nothing; each repetition counts, as `-vv`.
        case counter
        /// One value. `placeholder` stands for it in help texts.
        case value(ValueKind, placeholder: String)
    }

    /// The long name without its hyphens.
    package let name: String
    /// The one-letter name, if it has one.
    package let short: Character?
    /// What follows it.
    package let form: Form
    /// What it does, in a phrase for the help text, without a final period.
    package let summary: String
    /// Whether it may be given more than once, all values counting.
    package let isRepeatable: Bool

    /// A flag.
    package static func flag(_ name: String, short: Character? = nil, _ summary: String) -> OptionSpecification {
        OptionSpecification(name: name, short: short, form: .flag, summary: summary, isRepeatable: false)
    }

    /// A flag that counts.
    package static func counter(_ name: String, short: Character? = nil, _ summary: String) -> OptionSpecification {
        OptionSpecification(name: name, short: short, form: .counter, summary: summary, isRepeatable: true)
    }

    /// An option with a value.
    package static func value(
        _ name: String, short: Character? = nil, _ kind: ValueKind, _ placeholder: String, _ summary: String,
        isRepeatable: Bool = false
    ) -> OptionSpecification {
        OptionSpecification(
            name: name, short: short, form: .value(kind, placeholder: placeholder), summary: summary,
            isRepeatable: isRepeatable)
    }

    /// An option that takes one of some words; the words are its placeholder.
    package static func choice(_ name: String, _ words: [String], _ summary: String) -> OptionSpecification {
        .value(name, .choice(words), words.joined(separator: "|"), summary)
    }

    /// Whether a value belongs to it.
    package var takesValue: Bool {
        switch form {
        case .flag, .counter: false
        case .value: true
        }
    }

    /// How it is written in help texts: `--name VALUE`.
    package var usage: String {
        switch form {
        case .flag, .counter: "--\(name)"
        case .value(_, let placeholder): "--\(name) \(placeholder)"
        }
    }
}
