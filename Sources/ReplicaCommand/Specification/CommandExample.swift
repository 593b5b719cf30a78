/// A command line that works, and what it is for.
package struct CommandExample: Sendable, Equatable {
    /// The whole command line, beginning with `replica` or a pipe into it.
    package let line: String
    /// What it does; empty if the line says it.
    package let purpose: String

    /// An example from its parts.
    package init(_ line: String, _ purpose: String = "") {
        self.line = line
        self.purpose = purpose
    }
}
