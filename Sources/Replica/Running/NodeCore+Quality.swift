import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

extension NodeCore {
    /// When the next sample is due, monotonic nanoseconds; nil while the node does not replicate.
    var qualityDue: UInt64? { network == nil ? nil : quality.due &* 1_000 }

    /// Takes a sample of all connections if it is due.
    func sampleQuality() {
        guard let network else { return }
        let now = Clock.instant
        guard quality.due <= now.monotonic else { return }
        quality.sample(network.gossip, store, at: now.monotonic, wallMilliseconds: Int64(clamping: now.wall / 1_000))
    }

    /// Peers reported anew what they have on disk.
    func noteAcknowledged(_ nodes: [NodeID]) {
        let now = Clock.instant.monotonic
        for node in nodes { quality.acknowledged(node, in: store, at: now) }
    }
}

extension Node {
    /// How the connection to a peer was, oldest first: every five seconds for the last hour, and by the minute for the last day, as
    /// far as this node has been running and the peer connected. Throws ``ReplicaError/invalid(_:)`` for who is no member.
    public func quality(of id: String) async throws -> [QualitySample] {
        try await loop.perform { core in
            guard let node = NodeID(id), core.store.membership.admissions[node] != nil else {
                throw ReplicaError.invalid("No member of the shop has the id \(id.prefix(64)).")
            }
            return core.quality.samples(of: node)
        }
    }
}
