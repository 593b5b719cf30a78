extension CommandSpecification {
    /// `help`
    package static let help = CommandSpecification("help", "Explain a command", .none).with {
        $0.arguments = [
            ArgumentSpecification("COMMAND", .text, .any, "The words of the command; without any, all commands")
        ]
        $0.discussion = [
            "With --json it tells everything about the command line: options, arguments, what they take, exit codes."
        ]
        $0.examples = [CommandExample("replica help paths"), CommandExample("replica help --json")]
        $0.exits = [.done]
    }

    /// `paths`
    package static let paths = CommandSpecification("paths", "Show where the node keeps its data", .none).with {
        $0.discussion = [
            "The directory is the one given with --dir, else $REPLICA_DIR, else $XDG_DATA_HOME/replica, else "
                + "~/.local/share/replica. The directory decides everything: several nodes can run on one computer, each with "
                + "its own. Neither need exist for this command."
        ]
        $0.examples = [
            CommandExample("replica paths"),
            CommandExample("replica paths --dir ~/till-2 --json", "The paths of another node, for a script"),
        ]
        $0.exits = [.done]
    }
}
