import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage

extension NodeCore {
    /// What this node knows of itself and the others.
    func status() -> NodeStatus {
        let sessions = Dictionary((network?.peers ?? []).map { ($0.node, $0) }) { first, _ in first }
        let peers = store.membership.members.filter { $0 != identity.replica.node }.map { node in
            peer(node, sessions[node])
        }
        let statistics = file.statistics
        return NodeStatus(
            node: identity.replica.node.description, name: ownName, shop: identity.shop.description,
            isAdmin: identity.holding.isAdmin, series: store.series, port: network?.port, isJoining: isJoining,
            peers: peers,
            pending: peers.map(\.pending).max() ?? 0, waiting: store.waitingCount, conflicts: conflicts().count,
            forks: store.forks.count, needsUpdate: store.needsNewerProgram, feedSeq: store.feedSeq,
            documents: documentCount,
            storageBytes: statistics.fileBytes + statistics.logBytes,
            alarms: alarms.texts + (store.isRolledBack ? [ReplicaError.rolledBackText] : []),
            isRolledBack: store.isRolledBack)
    }

    /// Documents that it holds, deleted ones included; events are none.
    var documentCount: Int {
        store.spaces.values.reduce(0) { sum, state in
            sum + state.documents.reduce(0) { $0 + (EventCollection.contains($1.key) ? 0 : $1.value.count) }
        }
    }

    /// Without a session it can't be told more than that its own admission is not here yet.
    private var isJoining: Bool { network?.isJoining ?? (store.membership.current(identity.replica.node) == nil) }

    /// What this node is called in the shop: as it asked to be, until its admission is here.
    private var ownName: String {
        let node = identity.replica.node
        let name = memberName(node)
        return name == node.description ? identity.name : name
    }

    private func peer(_ node: NodeID, _ session: PeerStatus?) -> NodeStatus.Peer {
        let admission = store.membership.current(node)
        let now = quality.present(of: node, at: Clock.instant.monotonic)
        return NodeStatus.Peer(
            id: node.description, name: memberName(node), isAdmin: admission?.record.role == .admin,
            space: admission?.space == .staff ? nil : admission?.space,
            isConnected: session.map { $0.state != .absent && $0.state != .greeting } ?? false,
            pending: store.pendingChanges(for: node), missing: session?.missingHere ?? 0,
            isCatchingUp: session?.state == .catchingUp,
            roundTripMicroseconds: session.flatMap { $0.roundTripMicroseconds == 0 ? nil : $0.roundTripMicroseconds },
            lossPermille: session?.lossPermille ?? 0,
            lagMicroseconds: store.pendingChanges(for: node) == 0 ? 0 : now.lagMicroseconds,
            convergeMicroseconds: now.convergeMicroseconds,
            lastHeardMilliseconds: session?.lastHeard.map(Clock.wallMilliseconds(ofMonotonic:)))
    }
}
