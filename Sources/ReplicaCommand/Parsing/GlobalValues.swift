/// What the options that are common to all commands were set to.
package struct GlobalValues: Sendable, Equatable {
    /// `--dir`; see ``NodePaths`` for what holds without it.
    package var dir: String?
    /// `--socket`.
    package var socket: String?
    /// `--timeout`.
    package var timeout = defaultTimeout
    /// `--dry-run`.
    package var isDryRun = false
    /// `--wait-peers`; zero returns once this computer has it on disk.
    package var waitPeers = 0
    /// `--json`, `--jsonl`, `--plain`.
    package var format = OutputFormat.human
    /// `--quiet`.
    package var isQuiet = false
    /// How often `--verbose` was given.
    package var verbosity = 0
    /// `--color`.
    package var color = ColorChoice.auto
    /// `--no-input`.
    package var forbidsInput = false

    /// How long to wait if `--timeout` does not say.
    package static let defaultTimeout = Duration.seconds(10)

    /// Nothing set.
    package init() {}
}
