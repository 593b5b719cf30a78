/// The other computers of the shop.
extension CommandSpecification {
    private static let peer = ArgumentSpecification("PEER", .text, .one, "The computer, by its id or name")

    /// `peers list`
    package static let peersList = CommandSpecification("peers list", "List the other computers of the shop", .reads)
        .with {
            $0.options = [
                .choice("state", ["here", "away", "left", "revoked"], "Only those in this state"),
                .sort(["name", "state", "pending", "contact"]),
            ]
            $0.examples = [
                CommandExample("replica peers"),
                CommandExample(
                    "replica peers list --state away --plain | cut -f 1", "The ids of those that are not here"),
            ]
            $0.exits = [.done, .failed, .unreachable]
            $0.synonyms = ["ls"]
        }

    /// `peers show`
    package static let peersShow = CommandSpecification(
        "peers show", "Show one computer: its links, and what it lacks", .reads
    ).with {
        $0.arguments = [peer]
        $0.examples = [CommandExample("replica peers show \"Till 2\"")]
        $0.exits = [.done, .failed, .notFound, .unreachable]
    }

    /// `peers add`
    package static let peersAdd = CommandSpecification("peers add", "Tell where a computer of the shop is", .configures)
        .with {
            $0.discussion = [
                "For networks in which the computers do not find each other by themselves. It admits nobody: who is there must belong "
                    + "to the shop already; see `replica invite`."
            ]
            $0.arguments = [ArgumentSpecification("HOST:PORT", .address(listens: false), .one, "Where it listens")]
            $0.examples = [CommandExample("replica peers add 192.168.1.20:7000")]
            $0.exits = [.done, .failed, .unreachable]
            $0.synonyms = ["connect"]
        }

    /// `peers rename`
    package static let peersRename = CommandSpecification("peers rename", "Give a computer another name", .writes).with
    {
        $0.arguments = [peer, ArgumentSpecification("NAME", .text, .one, "The new name")]
        $0.examples = [CommandExample("replica peers rename 4f2c \"Till 2\"")]
        $0.exits = [.done, .failed, .notFound, .unreachable, .notPermitted, .reachNotAttained]
    }

    /// `peers retire`
    package static let peersRetire = CommandSpecification(
        "peers retire", "Let go of a computer that will not come back", .writes
    ).with {
        $0.discussion = [
            "Nothing waits for it any more, and its number series is closed. What it wrote stays. If it does come back, it must be "
                + "invited again."
        ]
        $0.arguments = [peer]
        $0.options = [
            .reason("Why, for the history"),
            .value("confirm", .text, "NAME", "The computer's name, in place of being asked"),
        ]
        $0.examples = [CommandExample("replica peers retire \"Old laptop\" --confirm \"Old laptop\"")]
        $0.exits = [.done, .failed, .notFound, .refused, .unreachable, .notPermitted, .reachNotAttained]
        $0.synonyms = ["forget", "leave"]
    }

    /// `peers revoke`
    package static let peersRevoke = CommandSpecification("peers revoke", "Shut a computer out of the shop", .writes)
        .with {
            $0.discussion = [
                "For a computer that was stolen or is no longer trusted. All others refuse it from then on, and what it writes afterwards "
                    + "is void. What it already holds stays on it: that cannot be taken back."
            ]
            $0.arguments = [peer]
            $0.options = [
                .reason("Why; every admin sees it"),
                .value("confirm", .text, "NAME", "The computer's name, in place of being asked"),
            ]
            $0.required = [["reason"]]
            $0.examples = [CommandExample("replica peers revoke \"Till 2\" --reason stolen --confirm \"Till 2\"")]
            $0.exits = [.done, .failed, .notFound, .refused, .unreachable, .notPermitted, .reachNotAttained]
            $0.synonyms = ["remove", "delete", "block", "ban", "rm"]
        }
}
