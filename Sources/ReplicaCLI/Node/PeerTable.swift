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
                StyledText(peer.text("role")), state(peer, isHere),
                "\(peer.number("pending"))", StyledText(roundTrip(peer)), StyledText(isHere ? loss(peer) : "-"),
                StyledText(peer.moment("lastHeard").map { TimeText.relative($0, now: now) } ?? "never"),
            ])
        }
        return table.lines(width: width)
    }

    /// Fields of a tab-separated line.
    static func record(_ peer: JSON) -> [String] {
        ["id", "name", "role", "state", "pending", "roundTripMicroseconds", "lossPermille", "lastHeard", "quality"].map
        {
            peer.plain($0)
        }
    }

    /// Where it is, and what is wrong with the connection.
    private static func state(_ peer: JSON, _ isHere: Bool) -> StyledText {
        let quality = peer.text("quality")
        let isWell = ["good", "new", ""].contains(quality)
        guard isHere else { return StyledText(peer.text("state"), .warning) }
        return isWell ? StyledText("here", .good) : StyledText("here, \(quality)", .warning)
    }

    /// How the connection is, in a sentence.
    static func quality(of peer: JSON) -> StyledText {
        let pending = peer.number("pending")
        let lacks = pending == 1 ? "1 change is" : "\(pending) changes are"
        let lag = seconds(peer["lagSeconds"]).map { ", for \($0)" } ?? ""
        let rest = pending == 0 ? "It has every change made here." : "\(lacks) on the way\(lag)."
        let took = seconds(peer["convergeSeconds"]).map { " Its last acknowledgement took \($0)." } ?? ""
        guard peer.text("state") == "here" else { return StyledText("Not connected. \(rest)") }
        let path = "round trip \(roundTrip(peer)), \(loss(peer)) lost"
        return
            "Connection \(peer.text("quality"), peer.text("quality") == "good" ? .good : .strong): \(path). \(rest)\(took)"
    }

    /// A time in the unit that fits.
    private static func seconds(_ value: JSON?) -> String? {
        guard let seconds = value?.numberValue else { return nil }
        let milliseconds = Int64(clamping: Int(min(seconds * 1_000, 1e15)))
        switch milliseconds {
        case ..<1_000: return "\(milliseconds) ms"
        case ..<120_000: return "\(milliseconds / 1_000).\(milliseconds / 100 % 10) s"
        case ..<7_200_000: return "\(milliseconds / 60_000) minutes"
        default: return "\(milliseconds / 3_600_000) hours"
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
