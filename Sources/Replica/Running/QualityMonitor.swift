import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// How the connections to the peers do, over time: what was measured is kept in memory, within bounds.
///
/// Each batch of own commits leaves a *mark*: when it was made, and how far it went in each space. A peer's acknowledgement moves
/// its cursor over the marks that it has; the time from a mark to its acknowledgement is how long convergence took, and the mark under
/// the cursor tells for how long the peer has been behind.
struct QualityMonitor {
    /// A batch of own commits.
    private struct Mark {
        let at: UInt64
        /// The greatest number in each space.
        let heads: [(space: Space, position: Position)]
        /// Who was connected then, is still, and has not acknowledged it.
        var awaited: Set<NodeID>
    }

    private struct Peer {
        var ring = QualityRing()
        /// The number of the first mark that it has not acknowledged.
        var cursor: UInt64 = 0
        /// Since when it has lacked something, monotonic microseconds; nil if it lacks nothing that is known of.
        var behindSince: UInt64?
        /// Whether it is known to lack nothing: then nothing needs to be counted.
        var isLevel = false
        var converged: (sum: UInt64, count: UInt64) = (0, 0)
        var lastConverge: UInt64?
        var connectedAt: UInt64
    }

    /// Marks kept; beyond it the oldest go, and what they would have told is not measured.
    static let marks = 1_024
    /// Peers whose samples are kept; beyond it the one that was connected longest ago goes.
    static let peers = 64

    private var marks: [Mark] = []
    /// The number of the first mark.
    private var first: UInt64 = 0
    private var records: [NodeID: Peer] = [:]
    /// When the next sample is due, monotonic microseconds.
    private(set) var due: UInt64 = 0
    /// From a write here to its acknowledgement by all who were connected when it was made.
    private(set) var convergence = DurationHistogram(DurationHistogram.long)

    // MARK: What happens

    /// Own commits are on disk and on their way. O(connected peers).
    mutating func made(_ deltas: [Delta], at now: UInt64, present: [(node: NodeID, holding: Holding)]) {
        var heads: [Space: Position] = [:]
        for delta in deltas { heads[delta.space] = delta.position }
        let concerned = present.filter { peer in heads.keys.contains { peer.holding.includes($0) } }.map(\.node)
        if marks.count == Self.marks {
            let dropped = Self.marks / 4
            marks.removeFirst(dropped)
            first += UInt64(dropped)
        }
        marks.append(Mark(at: now, heads: heads.map { ($0, $1) }, awaited: Set(concerned)))
        for node in concerned {
            if records[node] == nil { add(node, at: now) }
            records[node]!.isLevel = false
            if records[node]!.behindSince == nil { records[node]!.behindSince = now }
        }
    }

    /// A peer reported anew what it has on disk.
    mutating func acknowledged(_ node: NodeID, in store: DocumentStore, at now: UInt64) {
        guard var peer = records[node] else { return }
        peer.cursor = max(peer.cursor, first)
        let end = first + UInt64(marks.count)
        while peer.cursor < end {
            let place = Int(peer.cursor - first)
            let heads = marks[place].heads.filter { store.isEntitled(node, to: $0.space) }
            guard heads.allSatisfy({ store.hasAcknowledged(node, $0.space, $0.position) }) else { break }
            peer.cursor += 1
            guard marks[place].awaited.remove(node) != nil else { continue }
            let took = now - min(now, marks[place].at)
            peer.converged = (peer.converged.sum + took, peer.converged.count + 1)
            peer.lastConverge = took
            if marks[place].awaited.isEmpty { convergence.observe(nanoseconds: took * 1_000) }
        }
        if peer.behindSince != nil { peer.behindSince = peer.cursor < end ? marks[Int(peer.cursor - first)].at : nil }
        records[node] = peer
    }

    /// The protocol began anew on a store read back from disk: what was on its way is not known any more.
    mutating func restart() {
        first += UInt64(marks.count)
        marks = []
    }

    // MARK: Samples

    /// Takes a sample of every peer that is, or was, connected.
    mutating func sample(
        _ network: Gossip, _ store: DocumentStore, at now: UInt64, wallMilliseconds: Int64
    ) {
        due = now + QualityRing.interval
        let present = Set(network.present.map(\.node))
        for place in marks.indices where !marks[place].awaited.isSubset(of: present) {
            marks[place].awaited.formIntersection(present)
        }
        for node in present.sorted() {
            if records[node] == nil { add(node, at: now) }
            records[node]!.connectedAt = now
        }
        for node in records.keys {
            var peer = records[node]!
            guard store.membership.admissions[node] != nil else {
                records[node] = nil
                continue
            }
            peer.ring.append(sample(of: node, &peer, network, store, at: now, wallMilliseconds))
            records[node] = peer
        }
    }

    private mutating func add(_ node: NodeID, at now: UInt64) {
        if records.count >= Self.peers,
            let oldest = records.min(by: { ($0.value.connectedAt, $0.key) < ($1.value.connectedAt, $1.key) })
        {
            records[oldest.key] = nil
        }
        records[node] = Peer(connectedAt: now)
    }

    private func sample(
        of node: NodeID, _ peer: inout Peer, _ network: Gossip, _ store: DocumentStore, at now: UInt64,
        _ wallMilliseconds: Int64
    ) -> QualitySample {
        let pending = peer.isLevel ? 0 : store.pendingChanges(for: node)
        peer.isLevel = pending == 0
        if pending == 0 { peer.behindSince = nil } else if peer.behindSince == nil { peer.behindSince = now }
        let path = network.path(to: node)
        let (sum, count) = peer.converged
        peer.converged = (0, 0)
        return QualitySample(
            atMilliseconds: wallMilliseconds,
            roundTripSeconds: path.flatMap {
                $0.roundTripMicroseconds == 0 ? nil : Self.seconds($0.roundTripMicroseconds)
            },
            loss: path.map { Double($0.lossPermille) / 1_000 }, pendingChanges: pending,
            lagSeconds: peer.behindSince.map { Self.seconds(now - min(now, $0)) } ?? 0,
            convergeSeconds: count == 0 ? nil : Self.seconds(sum / count))
    }

    private static func seconds(_ microseconds: UInt64) -> Double { Double(microseconds) / 1_000_000 }

    /// The samples of a peer, oldest first; none of one that was never connected.
    func samples(of node: NodeID) -> [QualitySample] { records[node]?.ring.samples ?? [] }

    /// For how long a peer has been behind, and how long its last acknowledgement took.
    func present(of node: NodeID, at now: UInt64) -> (lagMicroseconds: UInt64?, convergeMicroseconds: UInt64?) {
        guard let peer = records[node] else { return (nil, nil) }
        return (peer.behindSince.map { now - min(now, $0) }, peer.lastConverge)
    }
}
