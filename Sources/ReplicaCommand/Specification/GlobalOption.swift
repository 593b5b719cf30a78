/// The options that mean the same on every command that takes them.
package enum GlobalOption {
    /// `--dir PATH`
    package static let dir = OptionSpecification.value(
        "dir", .path, "PATH", "Data directory of the node [$REPLICA_DIR]")
    /// `--socket PATH`
    package static let socket = OptionSpecification.value(
        "socket", .path, "PATH", "Socket of the running node, if not the one in its directory")
    /// `--timeout DUR`
    package static let timeout = OptionSpecification.value(
        "timeout", .duration, "DUR", "How long to wait for the node, or for peers [10s]")
    /// `-n`, `--dry-run`
    package static let dryRun = OptionSpecification.flag(
        "dry-run", short: "n", "Say what would be done, and change nothing")
    /// `--wait-peers N`
    package static let waitPeers = OptionSpecification.value(
        "wait-peers", .integer(0...10_000), "N", "Return once N peers have it on disk (7 if not in time)")
    /// `--json`
    package static let json = OptionSpecification.flag("json", "One JSON object or array on standard output")
    /// `--jsonl`
    package static let jsonl = OptionSpecification.flag("jsonl", "One JSON object a line")
    /// `--plain`
    package static let plain = OptionSpecification.flag("plain", "One record a line, fields separated by tabs")
    /// `-q`, `--quiet`
    package static let quiet = OptionSpecification.flag("quiet", short: "q", "Only results and errors")
    /// `-v`, `--verbose`
    package static let verbose = OptionSpecification.counter("verbose", short: "v", "More detail; repeat for more")
    /// `--color WHEN`
    package static let color = OptionSpecification.choice(
        "color", ["auto", "always", "never"], "Colours; auto: on a terminal without NO_COLOR")
    /// `--no-input`
    package static let noInput = OptionSpecification.flag("no-input", "Never ask; fail instead")
    /// `-h`, `--help`
    package static let help = OptionSpecification.flag("help", short: "h", "This text")
    /// `--version`
    package static let version = OptionSpecification.flag("version", "The version of the program")

    /// All of them, in the order of the help text.
    package static let all = [
        dir, socket, timeout, dryRun, waitPeers, json, jsonl, plain, quiet, verbose, color, noInput, help, version,
    ]

    /// Sets of options of which at most one may be given.
    package static let exclusive = [["json", "jsonl", "plain"], ["quiet", "verbose"]]

    /// Those that a command with this effect takes.
    package static func options(for effect: CommandSpecification.Effect) -> [OptionSpecification] {
        switch effect {
        case .writes: all
        case .configures, .imports: all.filter { $0 != waitPeers }
        case .reads: all.filter { $0 != waitPeers && $0 != dryRun }
        case .none: all.filter { $0 != waitPeers && $0 != dryRun && $0 != timeout }
        }
    }
}
