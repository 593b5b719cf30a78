import ReplicaDocuments
import ReplicaGossip
import ReplicaTransport

final class NodeNetwork {
    func handle(_ event: GossipEvent, _ core: NodeCore) {}
    func storeWasReplaced(_ core: NodeCore) {}
    func wait(until: UInt64?, _ core: NodeCore, hasWork: () -> Bool) {}
    func close() {}
}
