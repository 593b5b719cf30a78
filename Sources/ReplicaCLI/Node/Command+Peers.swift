import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica peers list`
    static let peersList = Command(.peersList) { (context) throws(CommandError) in
        let all = try await context.node().get(["api", "peers"]).list("items")
        let state = context.invocation.text("state")
        let peers = context.sorted(all.filter { state == nil || $0.text("state") == state })
        let now = context.now
        try context.output.present(
            Presentation(json: .array(peers), plain: peers.map(PeerTable.record)) { width in
                if !peers.isEmpty { return PeerTable.lines(peers, now: now, width: width) }
                return [
                    StyledText(all.isEmpty ? "No other computer belongs to the shop yet." : "None is in this state.")
                ]
            })
        if all.isEmpty { try context.output.note("Let one in with `\(try context.commandLine("invite"))`.") }
        return .done
    }

    /// `replica peers show`
    static let peersShow = Command(.peersShow) { (context) throws(CommandError) in
        let peers = try await context.node().get(["api", "peers"]).list("items")
        let peer = try context.peer(context.invocation.text("PEER") ?? "", in: peers)
        let now = context.now
        try context.output.present(
            Presentation(json: peer, plain: [PeerTable.record(peer)]) { width in
                PeerTable.lines([peer], now: now, width: width) + ["", PeerTable.quality(of: peer)]
            })
        return .done
    }

    /// `replica peers add`
    static let peersAdd = Command(.peersAdd) { (context) throws(CommandError) in
        let address = context.invocation.address("HOST:PORT").map(\.description) ?? ""
        if !context.globals.isDryRun {
            _ = try await context.node().change(["api", "peers"], json: ["address": .string(address)])
        }
        let isDry = context.globals.isDryRun
        try context.output.present(
            Presentation(
                json: isDry ? ["address": .string(address), "dryRun": true] : ["address": .string(address)],
                plain: [[address]]
            ) {
                _ in
                [isDry ? "Would try \(address)." : "Trying \(address), now and whenever there is no link to it."]
            })
        try context.output.note("See with `\(try context.commandLine("peers"))` who answers.")
        return .done
    }
}

extension CommandContext {
    fileprivate func sorted(_ peers: [JSON]) -> [JSON] {
        switch invocation.text("sort") {
        case "state": peers.sorted { ($0.text("state"), $0.text("name")) > ($1.text("state"), $1.text("name")) }
        case "pending": peers.sorted { $0.number("pending") > $1.number("pending") }
        case "contact": peers.sorted { $0.text("lastHeard") > $1.text("lastHeard") }
        default: peers.sorted { ($0.text("name"), $0.text("id")) < ($1.text("name"), $1.text("id")) }
        }
    }

    /// The one with this id, beginning of an id, or name.
    fileprivate func peer(_ text: String, in peers: [JSON]) throws(CommandError) -> JSON {
        let found = peers.filter { $0.text("name") == text || $0.text("id").hasPrefix(text.lowercased()) }
        if found.count == 1 { return found[0] }
        guard found.isEmpty else {
            throw .failure(
                "peer.ambiguous", .notFound, "\(quoted(text)) may mean \(found.count) computers.",
                hint: "Give more of its id: \(found.map { String($0.text("id").prefix(12)) }.joined(separator: ", ")).")
        }
        throw .failure(
            "peer.unknown", .notFound, "No computer of the shop is called \(quoted(text)), and no id begins so.",
            hint: "`\(try commandLine("peers"))` lists them.")
    }
}
