import ReplicaCommand
import ReplicaPanel

/// What the demo prints: who is there, and commands to copy.
struct DemoGuide {
    /// The program as it is called.
    let program: String
    /// What they are about.
    let sample: DemoSample

    /// The lines, given name, status and directory of till, office and laptop.
    func lines(_ members: [(name: String, status: JSON, directory: String)]) -> [StyledText] {
        var table = TextTable([.init("NAME"), .init("WHOSE"), .init("DIRECTORY")])
        for member in members {
            let isAdmin = member.status.text("role") == "admin"
            table.add([
                StyledText(member.name, .strong),
                StyledText(isAdmin ? "admin" : "customer \(sample.customer.text("name"))"),
                StyledText(member.directory),
            ])
        }
        let directories = members.map { ShellText.quoted($0.directory) }
        return ["A shop of three computers runs on this one, each with its own copy of the data:", ""]
            + table.lines(width: nil).map { "  " + $0 }
            + ["", "Their panels live; each link lets one browser in:", ""]
            + members.map { StyledText("  \($0.status.text("link"))") }
            + ["", "Try this in another terminal:", ""]
            + suggestions(till: directories[0], office: directories[1], laptop: directories[2]).flatMap {
                [StyledText("  # \($0.purpose)", .faint), StyledText("  \(program) \($0.line)"), ""]
            } + ["Control-C stops all three."]
    }

    private func suggestions(till: String, office: String, laptop: String) -> [(line: String, purpose: String)] {
        let customer = String(sample.customer.text("id").prefix(8))
        let sku = ShellText.quoted(sample.product.text("sku"))
        return [
            ("watch --dir \(office)", "Watch in the office what happens anywhere; leave it running"),
            (
                "bill create --customer \(customer) --line \(sku):2 --issue --wait-peers 1 --dir \(till)",
                "Sell something at the till, and return once another computer has it on disk"
            ),
            ("bill list --limit 5 --dir \(laptop)", "The customer sees it too, and nobody else's bills"),
            ("stock log --sku \(sku) --limit 3 --dir \(office)", "It left the stock, in the same step"),
            ("explain product/\(sku).stock --dir \(office)", "Why the level is what it is"),
            ("stock list --low --dir \(office)", "What to order"),
            ("bill list --state overdue --sort due --limit 5 --dir \(office)", "What to collect"),
            ("status --dir \(till)", "How the till is, and whom it is in touch with"),
            ("audit numbers --dir \(office)", "Proof that no bill number is missing or doubled"),
        ]
    }
}
