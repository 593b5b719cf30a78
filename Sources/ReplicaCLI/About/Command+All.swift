import ReplicaCommand

extension Command {
    /// What this program can do, in the order of the help text.
    static let all: [Command] = [.initialize, .run, .join, .help, .paths]
}
