import Replica
import ReplicaPanel

/// What changed about the other computers since the last look, for the log.
struct PeerLog {
    private let log: RunLog
    private var here: [String: String] = [:]
    private var alarms: Set<String> = []
    private var isBehind: Set<String> = []
    private var feed: UInt64?

    init(_ log: RunLog) { self.log = log }

    /// Compares with the last look and tells the difference.
    mutating func note(_ status: NodeStatus) {
        for alarm in status.alarms where !alarms.contains(alarm) {
            log.tell(.warning, "node.alarm", [("what", .string(alarm))])
        }
        alarms = Set(status.alarms)
        var now: [String: String] = [:]
        for peer in status.peers where peer.isConnected {
            now[peer.id] = peer.name
            if here[peer.id] == nil { tell("peer.here", peer.id, peer.name) }
            let isReached = peer.pending == 0 && peer.missing == 0
            if isReached, isBehind.remove(peer.id) != nil { tell("peer.level", peer.id, peer.name) }
            if !isReached { isBehind.insert(peer.id) }
        }
        for (id, name) in here.sorted(by: { $0.key < $1.key }) where now[id] == nil { tell("peer.away", id, name) }
        here = now
        if let feed, status.feedSeq > feed {
            log.tell(.debug, "feed", [("changes", .integer(Int64(status.feedSeq - feed)))])
        }
        feed = status.feedSeq
    }

    private func tell(_ event: String, _ id: String, _ name: String) {
        log.tell(.info, event, [("peer", RunLog.short(id)), ("name", .string(name))])
    }
}
