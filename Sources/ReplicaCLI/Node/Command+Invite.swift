import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica invite`
    static let invite = Command(.invite) { (context) throws(CommandError) in
        let request = try context.invitationRequest()
        guard !context.globals.isDryRun else {
            try context.output.present(
                Presentation(json: request, plain: [[request.text("role")]]) { _ in
                    ["Would invite one computer, with the role \(request.text("role"))."]
                })
            return .done
        }
        let node = try context.node()
        let before = Set(try await node.get(["api", "peers"]).list("items").map { $0.text("id") })
        let invitation = try await node.change(["api", "invitations"], json: request)
        try context.present(invitation, request)
        guard context.invocation.has("wait") else { return .done }
        try context.output.flush()
        return try await context.waitForJoiner(node, before: before, until: invitation.moment("expires"))
    }
}

extension CommandContext {
    private static let pollInterval = Duration.milliseconds(250)

    fileprivate func invitationRequest() throws(CommandError) -> JSON {
        let role = invocation.text("role") ?? (invocation.has("customer") ? "customer" : "admin")
        var request: JSON = ["role": .string(role)]
        if let customer = invocation.text("customer") {
            guard role == "customer" else {
                throw .usage(
                    "option.conflict",
                    "An admin's computer holds all customers' bills: `--customer` does not go with it.",
                    hint: "Leave out `--role admin` or `--customer`.")
            }
            request["customer"] = .string(customer)
        } else if role == "customer" {
            throw .usage(
                "option.missing", "Which customer's computer is it? `--customer ID` is missing.",
                hint: "`\(try commandLine("customer list"))` lists them.")
        }
        if let expires = invocation.duration("expires") {
            try check(expires)
            request["expires"] = .integer(expires.components.seconds)
        }
        return request
    }

    private static let shortestInvitation = Duration.seconds(10)
    private static let longestInvitation = Duration.seconds(7 * 86_400)

    private func check(_ expires: Duration) throws(CommandError) {
        guard expires < Self.shortestInvitation || expires > Self.longestInvitation else { return }
        let (least, most) = (DurationText.format(Self.shortestInvitation), DurationText.format(Self.longestInvitation))
        throw .usage(
            "value.invalid",
            "`--expires \(DurationText.format(expires))` is too \(expires < Self.shortestInvitation ? "short" : "long").",
            hint: "An invitation holds from \(least) to \(most).")
    }

    fileprivate func present(_ invitation: JSON, _ request: JSON) throws(CommandError) {
        let link = invitation.text("link")
        let whom =
            request["customer"]?.stringValue.map { "a computer of the customer \($0)" } ?? "one more admin's computer"
        let end = invitation.moment("expires").map(TimeText.absolute) ?? invitation.text("expires")
        let code = try codeLines(link)
        try output.present(
            Presentation(json: invitation.only(["link", "expires"]), plain: [[link, invitation.text("expires")]]) { _ in
                [
                    "This admits \(whom), once, until \(end). On that computer:", "",
                    StyledText("replica join \(ShellText.quoted(link))", .strong), "",
                ] + code
            })
        try output.note("The link is a secret until it has been used. This computer must keep running meanwhile.")
    }

    /// The link as a QR code, if it was asked for: with `auto` on a terminal that is wide enough for it.
    private func codeLines(_ link: String) throws(CommandError) -> [StyledText] {
        let choice = invocation.text("qr") ?? "auto"
        guard choice == "always" || (choice == "auto" && output.isForTerminal) else { return [] }
        let code: QRCode
        do throws(QRCodeError) { code = try QRCode(link) } catch {
            guard choice == "always" else { return [] }
            throw .failure("invite.qr", .refused, "\(error)", hint: "Leave out `--qr always` and copy the link.")
        }
        if choice == "auto", let width = output.width, width < code.textColumns { return [] }
        return TerminalCode.lines(code, withColors: output.colorsResults) + [""]
    }

    fileprivate func waitForJoiner(
        _ node: NodeConnection, before: Set<String>, until end: Timestamp?
    ) async throws(CommandError) -> ExitStatus {
        // Without --timeout it is waited for as long as the invitation holds.
        let deadline = invocation.has("timeout") ? ContinuousClock.now + globals.timeout : nil
        while end.map({ now < $0 }) ?? true, deadline.map({ .now < $0 }) ?? true {
            let peers = try await node.get(["api", "peers"]).list("items")
            if let joined = peers.first(where: { !before.contains($0.text("id")) }) {
                let name = joined.text("name")
                try output.present(
                    Presentation(json: ["joined": joined], plain: [PeerTable.record(joined)]) { _ in
                        ["\(name, .strong) has joined."]
                    })
                return .done
            }
            try? await Task.sleep(for: Self.pollInterval)
        }
        let expired = end.map { now >= $0 } ?? false
        try output.note(
            expired
                ? "Nobody joined in time. The invitation has expired."
                : "Nobody joined within \(DurationText.format(globals.timeout)). The invitation still holds.")
        return .reachNotAttained
    }
}
