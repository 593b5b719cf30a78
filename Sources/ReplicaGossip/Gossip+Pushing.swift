import ReplicaCRDT
import ReplicaDocuments

// New deltas go at once to every entitled neighbour that is not known to have them. In a full mesh the author reaches
// everybody and nobody passes on; in a chain each admin passes on to those whom neither the author nor the bringer is
// connected to. A lost push is found when its confirmation stays out: then the peer is compared with.
extension Gossip {
    /// Own commits are on disk.
    func takeCommitted(_ deltas: [Delta]) {
        changed(deltas)
        push(deltas, to: ready)
    }

    /// Passes on what came live from a peer; customers' devices pass nothing on.
    func forward(_ deltas: [Delta], from source: Session) {
        guard store.holding.isAdmin, !deltas.isEmpty else { return }
        let neighbours = ready.filter { $0 !== source }
        guard !neighbours.isEmpty else { return }
        var run: [Delta] = []
        for (index, delta) in deltas.enumerated() {
            run.append(delta)
            if index + 1 < deltas.count, deltas[index + 1].replica.node == delta.replica.node { continue }
            let author = delta.replica.node
            let authors = source.node == author ? nil : neighbours.first { $0.node == author }?.neighbours
            let others = neighbours.filter { peer in
                peer.node != author && !source.neighbours.contains(peer.node) && !peer.neighbours.contains(author)
                    && !(authors?.contains(peer.node) ?? false)
            }
            counters.forwardedDeltas += UInt64(others.isEmpty ? 0 : run.count)
            push(run, to: others)
            run = []
        }
    }

    private func push(_ deltas: [Delta], to peers: [Session]) {
        var encoded: [[DeltaHash]: [[UInt8]]] = [:]
        for peer in peers where peer.unconfirmed.bytes <= configuration.windowBytes {
            let wanted = deltas.filter { peer.shares($0.space) && $0.replica.node != peer.node && !peer.knows($0) }
            guard !wanted.isEmpty else { continue }
            let names = wanted.map(\.hash)
            let messages = encoded[names] ?? pushMessages(wanted)
            encoded[names] = messages
            counters.pushedDeltas += UInt64(wanted.count)
            for message in messages { send(message, to: peer, by: .datagram) }
            expectConfirmation(of: wanted, from: peer)
        }
    }

    /// One message if all fits a datagram; else as few as frames allow.
    private func pushMessages(_ deltas: [Delta]) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        var bodies: [[UInt8]] = []
        var bytes = 0
        for delta in deltas {
            if !bodies.isEmpty,
                bytes + delta.bytes.count > configuration.frameBytes || bodies.count == MessageLimits.deltas
            {
                messages.append(Message.deltas(DeltaBatch(.live, bodies: bodies)).encoded)
                (bodies, bytes) = ([], 0)
            }
            bodies.append(delta.bytes)
            bytes += delta.bytes.count + 4
        }
        messages.append(Message.deltas(DeltaBatch(.live, bodies: bodies)).encoded)
        return messages
    }

    private func expectConfirmation(of deltas: [Delta], from peer: Session) {
        let patience = 3 * (peer.probes.roundTrip + configuration.syncDelay + configuration.acknowledgeInterval)
        for delta in deltas {
            peer.unconfirmed.add(
                ChainName(space: delta.space, replica: delta.replica), delta.seq, bytes: delta.bytes.count,
                at: now.monotonic, patience: patience)
        }
    }

    /// A confirmation stays out: something was lost, or the peer is slow. A comparison tells.
    func missConfirmation(_ peer: Session) {
        peer.unconfirmed.miss(at: now.monotonic, longest: configuration.compareInterval)
        let sequence = peer.nextSequence()
        peer.probes.sent(sequence, at: now.monotonic, patience: configuration.probeInterval)
        send(.probe(sequence), to: peer, by: .probe)
        if peer.stream == nil, !isExchanging(peer) { compare(with: peer, by: .frame) }
    }
}
