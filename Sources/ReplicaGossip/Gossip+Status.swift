package import ReplicaCRDT
package import ReplicaDocuments

extension Gossip {
    /// All members that this node may talk to, and those it talks to though it does not know them yet, by node.
    package var peers: [PeerStatus] {
        var sessions: [NodeID: Session] = [:]
        for session in ordered where session.shared != nil || sessions[session.node] == nil {
            sessions[session.node] = session
        }
        let nodes = Set(sessions.keys).union(store.membership.members.filter { isOfInterest($0) })
        return nodes.filter { $0 != node }.sorted().map { status($0, sessions[$0]) }
    }

    /// Who is connected now, and what is shared with them, in the order of their links.
    package var present: [(node: NodeID, holding: Holding)] {
        ready.compactMap { session in session.shared.map { (session.node, $0) } }
    }

    /// What is measured of the path to a peer that is connected: the smoothed round trip, 0 if unknown, and lost probes of 1000.
    package func path(to peer: NodeID) -> (roundTripMicroseconds: UInt64, lossPermille: Int)? {
        guard let session = ready.first(where: { $0.node == peer }) else { return nil }
        return (session.probes.roundTrip, session.probes.lossPermille)
    }

    private func isOfInterest(_ peer: NodeID) -> Bool { store.holding.isAdmin || isAdmin(peer) }

    private func status(_ peer: NodeID, _ session: Session?) -> PeerStatus {
        PeerStatus(
            node: peer, link: session?.link, state: state(session),
            roundTripMicroseconds: session?.probes.roundTrip ?? 0, lossPermille: session?.probes.lossPermille ?? 0,
            lastHeard: session?.lastHeard ?? lastHeard[peer], missingThere: store.pendingChanges(for: peer),
            missingHere: session.map(missingHere) ?? 0, bytesIn: session?.bytesIn ?? 0, bytesOut: session?.bytesOut ?? 0
        )
    }

    private func state(_ session: Session?) -> PeerStatus.State {
        guard let session else { return .absent }
        guard session.shared != nil else { return .greeting }
        if session.missedProbes > 1 { return .silent }
        return session.stream != nil || isReceiving(session) || isExchanging(session) ? .catchingUp : .connected
    }

    private func missingHere(_ session: Session) -> UInt64 {
        guard let shared = session.shared, let report = session.theirs else { return 0 }
        var missing: UInt64 = 0
        for (space, part) in [(Space.staff, report.positions.staff), (ownSpace(shared), report.positions.own)] {
            let own = store.frontier(space)
            for position in part.frontier.positions {
                let seq = own.seq(of: position.replica)
                if position.seq > seq { missing &+= position.seq - seq }
            }
        }
        return missing
    }
}
