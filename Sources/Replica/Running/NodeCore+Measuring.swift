import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage
import ReplicaTransport

extension NodeCore {
    /// What is counted and measured here.
    func measurements() -> NodeMeasurements {
        let sessions = Dictionary((network?.peers ?? []).map { ($0.node, $0) }) { first, _ in first }
        let own = identity.replica.node
        let members = store.membership.members.filter { $0 != own }
        let statistics = file.statistics
        return NodeMeasurements(
            peersByState: Self.states.map { name, state in
                (name, members.count { (sessions[$0]?.state ?? .absent) == state })
            },
            peers: measured(members, sessions), counters: counters(), apply: meter.apply, fsync: meter.fsync,
            convergence: quality.convergence, waiting: store.waitingCount, documents: documentCount,
            forks: store.forks.count, alarms: alarms.texts.count, isRolledBack: store.isRolledBack,
            databaseBytes: statistics.fileBytes, logBytes: statistics.logBytes, feedSeq: store.feedSeq)
    }

    private static let states: [(String, PeerStatus.State)] = [
        ("absent", .absent), ("greeting", .greeting), ("connected", .connected), ("catching_up", .catchingUp),
        ("silent", .silent),
    ]

    /// The peers that are connected first, then those heard last.
    private func measured(_ members: [NodeID], _ sessions: [NodeID: PeerStatus]) -> [NodeMeasurements.Peer] {
        func order(_ node: NodeID) -> (Int, UInt64, NodeID) {
            (sessions[node]?.link == nil ? 1 : 0, .max - (sessions[node]?.lastHeard ?? 0), node)
        }
        let now = Clock.instant.monotonic
        return members.sorted { order($0) < order($1) }.prefix(NodeMeasurements.peerLimit).map { node in
            let session = sessions[node].flatMap { $0.link == nil ? nil : $0 }
            let pending = store.pendingChanges(for: node)
            return NodeMeasurements.Peer(
                label: String(node.description.prefix(8)), pending: pending,
                lastHeardMilliseconds: sessions[node]?.lastHeard.map(Clock.wallMilliseconds(ofMonotonic:)),
                roundTripMicroseconds: session.flatMap {
                    $0.roundTripMicroseconds == 0 ? nil : $0.roundTripMicroseconds
                },
                lossPermille: session?.lossPermille,
                lagMicroseconds: pending == 0 ? 0 : quality.present(of: node, at: now).lagMicroseconds,
                clockSkewMicroseconds: session == nil ? nil : network?.gossip.clockOffset(of: node))
        }
    }

    private func counters() -> NodeMeasurements.Counters {
        let gossip = network?.gossip.counters ?? GossipCounters()
        let transport = network?.transport.counters ?? TransportCounters()
        let found = store.conflictsFound
        var counters = NodeMeasurements.Counters()
        (counters.ownCommits, counters.othersCommits) = (meter.ownCommits, meter.othersCommits)
        (counters.agreements, counters.differences) = (gossip.agreements, gossip.differences)
        counters.bytesSent = transport.streamBytesSent &+ transport.datagramBytesSent
        counters.bytesReceived = transport.streamBytesReceived &+ transport.datagramBytesReceived
        counters.datagramsDropped =
            transport.datagramsMalformed &+ transport.datagramsOfUnknownSession &+ transport.datagramsForged
            &+ transport.datagramsReplayed &+ gossip.malformedDatagrams
        counters.refusedDeltas = gossip.refusedDeltas
        counters.registerConflicts = found.registers
        counters.machineConflicts = found.machines
        counters.countConflicts = found.counts
        counters.passingEventsOut = events.counts.passingOut
        counters.passingEventsIn = events.counts.passingIn
        counters.durableEventsOut = events.counts.durableOut
        counters.durableEventsIn = events.counts.durableIn
        counters.droppedEvents = gossip.eventsDropped
        return counters
    }
}

extension Node {
    /// What is counted and measured here, for metrics.
    package func measurements() async throws -> NodeMeasurements { try await loop.perform { $0.measurements() } }
}
