import ReplicaCommand
import ReplicaPanel

/// The other computers as a table.
enum PeerTable {
    /// The lines, the heading first.
    static func lines(_ peers: [JSON], now: Timestamp, width: Int?) -> [StyledText] {
        var table = TextTable([
            .init("ID"), .init("NAME", canShrink: true), .init("ROLE"), .init("STATE"), .init("PENDING", .trailing),
            .init("ROUND TRIP", .trailing), .init("LOSS", .trailing), .init("LAST HEARD"),
        ])
        for peer in peers {
            let isHere = peer.text("state") == "here"
            table.add([
                StyledText(String(peer.text("id").prefix(8))), StyledText(peer.text("name")),
                StyledText(peer.text("role")), StyledText(peer.text("state"), isHere ? .good : .warning),
                "\(peer.number("pending"))", StyledText(roundTrip(peer)), StyledText(isHere ? loss(peer) : "-"),
                StyledText(peer.moment("lastHeard").map { TimeText.relative($0, now: now) } ?? "never"),
            ])
        }
        return table.lines(width: width)
    }

    /// Fields of a tab-separated line.
    static func record(_ peer: JSON) -> [String] {
        ["id", "name", "role", "state", "pending", "roundTripMicroseconds", "lossPermille", "lastHeard"].map {
            peer.plain($0)
        }
    }

    private static func roundTrip(_ peer: JSON) -> String {
        guard let microseconds = peer["roundTripMicroseconds"]?.integerValue else { return "-" }
        return microseconds < 1_000
            ? "0.\(microseconds / 100) ms" : "\(microseconds / 1_000).\(microseconds / 100 % 10) ms"
    }

    private static func loss(_ peer: JSON) -> String {
        let permille = peer.number("lossPermille")
        return permille == 0 ? "0 %" : "\(permille / 10).\(permille % 10) %"
    }
}
