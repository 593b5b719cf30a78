/// A command as data. Parsing, help, suggestions and the tests of all of them follow from it; see ``CommandTable``.
package struct CommandSpecification: Sendable, Equatable {
    /// What a command does to the shop; decides which of the common options it takes.
    package enum Effect: Sendable, Equatable {
        /// Tells something about the program alone, without asking a node.
        case none
        /// Asks a running node, or runs one.
        case reads
        /// Changes a node or who belongs to the shop: takes `--dry-run`.
        case configures
        /// Changes many documents in many steps: takes `--dry-run`.
        case imports
        /// Changes documents: takes `--dry-run` and `--wait-peers`.
        case writes
    }

    /// The words after `replica`, as `["bill", "create"]`.
    package let path: [String]
    /// What it does, in an imperative phrase without a final period; at most 60 columns.
    package let summary: String
    /// Paragraphs for its help text.
    package var discussion: [String] = []
    /// Its heading, for a top-level command; the others stand under their group.
    package var section: CommandSection = .about
    /// What it does to the shop.
    package let effect: Effect
    /// Its positional arguments, in order.
    package var arguments: [ArgumentSpecification] = []
    /// Its own options, in the order of the help text.
    package var options: [OptionSpecification] = []
    /// Sets of options of which at most one may be given.
    package var exclusive: [[String]] = []
    /// Sets of options of which at least one must be given.
    package var required: [[String]] = []
    /// Command lines for its help text; at least one.
    package var examples: [CommandExample] = []
    /// How it can end, beside usage errors and signals.
    package var exits: [ExitStatus] = [.done, .failed]
    /// Words that people may try instead of the last one of the path; for suggestions only.
    package var synonyms: [String] = []

    /// A command with the given path, written with spaces.
    package init(_ path: String, _ summary: String, _ effect: Effect) {
        self.path = path.split(separator: " ").map(String.init)
        self.summary = summary
        self.effect = effect
    }

    /// A copy that `change` has completed.
    package func with(_ change: (inout CommandSpecification) -> Void) -> CommandSpecification {
        var copy = self
        change(&copy)
        return copy
    }

    /// The command as it is typed, with `replica`.
    package var name: String { (["replica"] + path).joined(separator: " ") }

    /// Its own options and the common ones that apply to it.
    package var allOptions: [OptionSpecification] { options + GlobalOption.options(for: effect) }
}
