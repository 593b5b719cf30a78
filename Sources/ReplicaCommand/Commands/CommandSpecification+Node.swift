/// Setting a node up, running it, letting others in.
extension CommandSpecification {
    /// The ways to reckon tax, the default first.
    static let taxRules = ["included-per-line", "included-per-bill", "added-per-line", "added-per-bill"]

    /// `init`
    package static let initialize = CommandSpecification("init", "Found a shop on this computer", .configures).with {
        $0.section = .node
        $0.discussion = [
            "Makes the data directory, the shop's founding key and the first node, an admin. The shop's recovery code is shown once: "
                + "whoever has it can found the shop anew if every computer is lost. Other computers do not use this command: "
                + "they join with an invitation.",
            "A directory that already holds a node is left as it is.",
        ]
        $0.options = [
            .value("name", .text, "NAME", "The name of the shop"),
            .value("computer", .text, "NAME", "What this computer is called in it [its host name]"),
            .value("currency", .currency, "CODE", "The currency of its prices and bills [EUR]"),
            .value(
                "tax-rule", .choice(taxRules), "RULE",
                "Whether prices include tax, and where it is rounded: \(taxRules.joined(separator: ", "))"),
            .flag("demo", "Begin with sample customers, products and bills"),
        ]
        $0.required = [["name"]]
        $0.examples = [
            CommandExample("replica init --name \"Corner Shop\" --currency EUR"),
            CommandExample("replica init --dir /tmp/try --name Try --demo", "To try it, with sample data"),
        ]
        $0.exits = [.done, .failed, .refused]
        $0.synonyms = ["new", "setup", "create", "initialize"]
    }

    /// `run`
    package static let run = CommandSpecification("run", "Run the node of this computer", .reads).with {
        $0.section = .node
        $0.discussion = [
            "Serves the panel to this computer's browser and keeps in step with the other computers of the shop, until it is "
                + "stopped. The first line on standard output is a link to the panel that lets one browser in; what follows is the log."
                + " `replica open` makes further ones.",
            "Without --web and --listen the system chooses the ports, so several nodes can run on one computer.",
        ]
        $0.options = [
            .value("web", .address(listens: true), "HOST:PORT", "Where the panel is served; loopback only"),
            .value("listen", .address(listens: true), "HOST:PORT", "Where the other computers reach this one"),
            .flag("no-discovery", "Neither announce this node on the network nor look for others"),
            .value(
                "address", .address(listens: false), "HOST:PORT", "Where another computer of the shop is",
                isRepeatable: true),
            .flag("open", "Open the panel in the browser"),
            .flag("until-eof", "Stop when standard input ends; for programs that start it"),
            .flag("allow-faults", "Let the panel's demo page make demo data, and cut and delay the network"),
            .value(
                "beside", .path, "DIR", "The data directory of another node of a demonstration on this computer",
                isRepeatable: true),
            .choice("log-format", ["auto", "text", "json"], "The form of the log; auto: JSON with --json"),
        ]
        $0.examples = [
            CommandExample("replica run"),
            CommandExample("replica run --dir ~/till-2 --web 127.0.0.1:8080 --listen 0.0.0.0:7000"),
        ]
        $0.exits = [.done, .failed, .unreachable, .damaged]
        $0.synonyms = ["start", "serve", "up", "daemon"]
    }

    /// `open`
    package static let open = CommandSpecification("open", "Open the panel in the browser", .configures).with {
        $0.section = .node
        $0.discussion = [
            "Makes a link that lets one browser of this computer into the panel, once, and opens it. The browser stays let in, also "
                + "when the node starts anew."
        ]
        $0.options = [.flag("print", "Only print the link")]
        $0.examples = [CommandExample("replica open"), CommandExample("replica open --print")]
        $0.exits = [.done, .failed, .unreachable]
        $0.synonyms = ["panel", "browse", "web"]
    }

    /// `invite`
    package static let invite = CommandSpecification("invite", "Invite another computer into the shop", .configures)
        .with {
            $0.section = .node
            $0.discussion = [
                "Makes an invitation that admits one computer, once, and for a short time. Give the link to the other computer "
                    + "over a way you trust; there it is used with `replica join`."
            ]
            $0.options = [
                .choice("role", ["admin", "customer"], "What the other computer may do [admin]"),
                .value("customer", .text, "ID", "Which customer, with --role customer"),
                .value("expires", .duration, "DUR", "How long the invitation holds [10m]"),
                .choice(
                    "qr", ["auto", "always", "never"], "Whether to draw the link as a QR code [auto: on a terminal]"),
                .flag("wait", "Wait until it has been used, and say who joined"),
            ]
            $0.examples = [
                CommandExample("replica invite", "For a second till"),
                CommandExample(
                    "replica invite --role customer --customer C-104 --expires 1h --wait",
                    "For a customer, who is awaited"),
            ]
            $0.exits = [.done, .failed, .notFound, .unreachable, .notPermitted, .reachNotAttained]
            $0.synonyms = ["pair", "share"]
        }

    /// `join`
    package static let join = CommandSpecification("join", "Join a shop with an invitation", .configures).with {
        $0.section = .node
        $0.discussion = [
            "Makes the data directory and a node that belongs to the shop of the invitation, and fetches what its role may see. "
                + "The link is a secret while it holds: with - it is read from standard input and does not appear in lists of processes."
        ]
        $0.arguments = [
            ArgumentSpecification("LINK", .text, .one, "The invitation, or - to read it from standard input")
        ]
        $0.options = [
            .value("name", .text, "NAME", "What this computer is called in the shop [its host name]"),
            .value(
                "address", .address(listens: false), "HOST:PORT",
                "Where the inviting computer is, if the link's way fails",
                isRepeatable: true),
        ]
        $0.examples = [
            CommandExample("replica join replica://join/…", "With the link that `replica invite` showed"),
            CommandExample("replica join - --name \"Till 2\" < link.txt", "Without showing the link"),
        ]
        $0.exits = [.done, .failed, .refused, .notPermitted, .reachNotAttained]
        $0.synonyms = ["accept", "connect"]
    }

    /// `status`
    package static let status = CommandSpecification("status", "Tell how the node is, and what it waits for", .reads)
        .with {
            $0.section = .node
            $0.discussion = [
                "The first line is the cause, if something is not as it should be, and what to do about it. Below: the other computers, "
                    + "changes that only this computer has, conflicts, version. Pending changes are counted, never told as a percentage."
            ]
            $0.options = [.check, .flag("watch", "Show it again whenever it changes")]
            $0.examples = [
                CommandExample("replica status"),
                CommandExample("replica status --check --quiet || echo \"look at the shop\"", "In a script"),
            ]
            $0.exits = [.done, .failed, .unreachable, .degraded]
            $0.synonyms = ["info", "health"]
        }

    /// `demo`
    package static let demo = CommandSpecification(
        "demo", "Try a whole shop: three nodes on this computer", .configures
    ).with {
        $0.section = .node
        $0.discussion = [
            "Runs two admins' nodes and a customer's, with sample data in directories of their own under --dir, and prints the addresses "
                + "of their panels. Control-C stops them."
        ]
        $0.examples = [
            CommandExample("replica demo"), CommandExample("replica demo --dir /tmp/demo", "Keep its data there"),
        ]
        $0.exits = [.done, .failed, .refused]
        $0.synonyms = ["try", "sample"]
    }
}
