/// What was waited for did not happen.
package struct NeverHappened: Error, CustomStringConvertible {
    /// What it was, and where it was waited for.
    package let description: String
}
