/// The log could not be read. Nothing was changed; what needed it waits.
package struct ArchiveFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, for people.
    package let description: String

    /// A failure with its description.
    package init(_ description: String) { self.description = description }
}
