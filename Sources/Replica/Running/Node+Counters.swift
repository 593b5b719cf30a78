package import ReplicaGossip
package import ReplicaTransport

extension Node {
    /// What the network has counted since `start`: for benchmarks. Nil while the node does not replicate.
    package func trafficCounters() async throws -> (transport: TransportCounters, gossip: GossipCounters)? {
        try await loop.perform { core in
            core.network.map { ($0.transport.counters, $0.gossip.counters) }
        }
    }
}
