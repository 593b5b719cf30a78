package import ReplicaCRDT
package import ReplicaDocuments

// A member that breaks rules but signs what it says, as a changed program would.
extension SimulatedNode {
    /// The next delta of this node's chain in a space with an honest head (number, predecessor, context) and no changes.
    package func forge(in space: Space, at time: UInt64, changes: [Change] = []) -> DeltaForge {
        let chain = store.spaces[space]?.chains[store.replica]
        var forge = DeltaForge(space: space, replica: store.replica)
        forge.seq = (chain?.head.seq ?? 0) + 1
        forge.previous = chain?.head.hash
        forge.stamp = Stamp(microseconds: moment(time).microseconds)
        forge.context = news(in: space, since: chain?.past).filter { $0.replica != store.replica }
        if space != .staff { forge.staffContext = news(in: .staff, since: chain?.staff) }
        if space == .shop, holding.isAdmin { forge.record = CommitRecord(parts: [], seen: []) }
        forge.changes = changes
        return forge
    }

    /// Signs the parts of one commit. An admin's gets a `shop` part that names the others, made if there is none.
    package func sign(_ forges: [DeltaForge], at time: UInt64) throws(DecodingFailure) -> [Delta] {
        var deltas: [Delta] = []
        for forge in forges where forge.space != .shop { deltas.append(try forge.delta(shop: shop.id, by: crypto)) }
        deltas.sort { $0.space < $1.space }
        let shopParts = forges.filter { $0.space == .shop }
        guard holding.isAdmin, var last = shopParts.first ?? Optional(forge(in: .shop, at: time)) else {
            return deltas
        }
        if last.record?.parts.isEmpty == true {
            last.record = CommitRecord(
                parts: deltas.map { .init(space: $0.space, seq: $0.seq, hash: $0.hash) }, seen: last.record?.seen ?? [])
        }
        return deltas + [try last.delta(shop: shop.id, by: crypto)]
    }

    private func news(in space: Space, since vector: VersionVector?) -> [Position] {
        store.frontier(space).positions.filter { $0.seq > (vector?[$0.replica] ?? 0) }
    }
}
