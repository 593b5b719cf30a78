/// Which version of `replica` this is.
package enum ProgramVersion {
    /// The version by <https://semver.org>.
    package static let current = "0.1.0"
}
