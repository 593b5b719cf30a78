import ReplicaCRDT

/// Deltas that name something which is not here yet, by what they need next.
struct WaitingRoom {
    /// What a delta waits for.
    enum Need: Hashable {
        /// A replica's delta of this number, or a later one, in a space.
        case position(Space, ReplicaID, UInt64)
        /// The other part of an own commit record that has this hash.
        case part(DeltaHash)
        /// The `shop` part that names the part with this hash.
        case commit(DeltaHash)
        /// A newer program.
        case program
        /// The log, which could not be read.
        case readableLog
    }

    struct Item {
        let incoming: Incoming
        let need: Need
        /// Whose share it uses: its author's; nil for authors who were not known here when it came.
        let payer: NodeID?
        let order: Int64
    }

    private(set) var items: [DeltaHash: Item] = [:]
    private var byNeed: [Need: [DeltaHash]] = [:]
    private var bytesByPayer: [NodeID?: Int] = [:]

    /// How many bytes use up a share.
    func bytes(of payer: NodeID?) -> Int { bytesByPayer[payer] ?? 0 }

    mutating func park(_ incoming: Incoming, for need: Need, payer: NodeID?, order: Int64) {
        let hash = incoming.delta.hash
        items[hash] = Item(incoming: incoming, need: need, payer: payer, order: order)
        byNeed[need, default: []].append(hash)
        bytesByPayer[payer, default: 0] += incoming.delta.bytes.count
    }

    /// Takes a delta out, whatever it waits for.
    @discardableResult
    mutating func remove(_ hash: DeltaHash) -> Item? {
        guard let item = items.removeValue(forKey: hash) else { return nil }
        byNeed[item.need]?.removeAll { $0 == hash }
        if byNeed[item.need]?.isEmpty == true { byNeed[item.need] = nil }
        bytesByPayer[item.payer, default: 0] -= item.incoming.delta.bytes.count
        if bytesByPayer[item.payer] == 0 { bytesByPayer[item.payer] = nil }
        return item
    }

    /// Those that wait for this very thing, in order of arrival.
    func waiting(for need: Need) -> [DeltaHash] { byNeed[need] ?? [] }

    /// A member's waiting deltas, newest first.
    func hashes(of author: NodeID) -> [DeltaHash] {
        items.filter { $0.value.incoming.delta.replica.node == author }
            .sorted { $0.value.order > $1.value.order }.map(\.key)
    }
}
