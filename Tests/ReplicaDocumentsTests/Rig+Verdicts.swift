import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

extension Rig {
    /// Forges one delta on a node, sends it to all who may have it, and expects it void for one reason everywhere: counted, shown,
    /// without effect.
    func expectVoid(
        _ node: SimulatedNode, _ space: Space, _ changes: [Change], _ reason: VoidReason,
        at location: SourceLocation = #_sourceLocation, _ edit: (inout DeltaForge) -> Void = { _ in }
    ) throws {
        let before = try view(of: nodes)
        let deltas = try forge(node, space, changes, edit)
        let delta = try #require(deltas.first { $0.space == space })
        for other in nodes where other.holding.includes(space) {
            if other !== node { try give(deltas.filter { other.holding.includes($0.space) }, to: other) }
            #expect(other.disk.verdict(of: delta.hash) == .void, "on node \(other.number)", sourceLocation: location)
            #expect(other.disk.note(of: delta.hash) == reason.description, sourceLocation: location)
            #expect(other.store.frontier(space)[delta.replica] == delta.position, sourceLocation: location)
        }
        #expect(try view(of: nodes) == before, "a void delta has an effect", sourceLocation: location)
    }

    /// The same, expecting it to have its effect.
    func expectApplied(
        _ node: SimulatedNode, _ space: Space, _ changes: [Change], at location: SourceLocation = #_sourceLocation,
        _ edit: (inout DeltaForge) -> Void = { _ in }
    ) throws {
        let deltas = try forge(node, space, changes, edit)
        let delta = try #require(deltas.first { $0.space == space })
        for other in nodes where other.holding.includes(space) {
            if other !== node { try give(deltas.filter { other.holding.includes($0.space) }, to: other) }
            #expect(other.disk.verdict(of: delta.hash) == .applied, "on node \(other.number)", sourceLocation: location)
        }
    }

    /// All that readers see on nodes.
    func view(of nodes: [SimulatedNode]) throws -> [[StoreView.Line]] {
        nodes.map { StoreView(of: $0.store).lines }
    }

    /// The dots of the live entries of a field.
    func dots(_ node: SimulatedNode, _ address: DocumentAddress, _ path: String) -> [Dot] {
        entries(node, address, path).map(\.name.dot)
    }
}
