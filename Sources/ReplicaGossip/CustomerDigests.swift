import ReplicaCRDT
import ReplicaDocuments

/// Sums over all customers' spaces, kept as spaces change, so that two admins compare any number of spaces by a few bytes: for
/// each space the digest of its devices' positions, and the digest of its state hash. Sums modulo 2^128 of hashes
/// (Bellare and Micciancio 1997, AdHash), so that a change costs O(1). They find differences, not adversaries.
struct CustomerDigests {
    private struct Item {
        var devices: UInt128 = 0
        var states: UInt128 = 0
    }

    private var items: [CustomerSpaceID: Item] = [:]
    private var dirty: Set<CustomerSpaceID> = []
    /// Spaces with devices that wrote, ascending.
    private(set) var ids: [CustomerSpaceID] = []
    /// By first byte of the id.
    private(set) var ranges = [UInt128](repeating: 0, count: MessageLimits.ranges)
    /// Over all.
    private(set) var devices: UInt128 = 0
    private(set) var states: UInt128 = 0

    /// Takes note that a space changed; its digest is computed when it is next asked for.
    mutating func touch(_ space: Space) {
        if case .customer(let id) = space { dirty.insert(id) }
    }

    /// Takes note of all spaces.
    mutating func touchAll(of store: DocumentStore) {
        for space in store.spaces.keys { touch(space) }
        for id in items.keys { dirty.insert(id) }
    }

    /// Brings the sums up to date with what was touched.
    mutating func refresh(from store: DocumentStore, by crypto: any DeltaCrypto) {
        guard !dirty.isEmpty else { return }
        for id in dirty {
            let old = items[id] ?? Item()
            let new = Self.item(id, store, crypto)
            items[id] = new
            let range = Int(id.high >> 56)
            ranges[range] = ranges[range] &- old.devices &+ new.devices
            devices = devices &- old.devices &+ new.devices
            states = states &- old.states &+ new.states
            if (old.devices == 0) != (new.devices == 0) { list(id, new.devices != 0) }
        }
        dirty.removeAll(keepingCapacity: true)
    }

    private mutating func list(_ id: CustomerSpaceID, _ isListed: Bool) {
        let at = ids.partition { $0 < id }
        if isListed { ids.insert(id, at: at) } else { ids.remove(at: at) }
    }

    private static func item(_ id: CustomerSpaceID, _ store: DocumentStore, _ crypto: any DeltaCrypto) -> Item {
        let space = Space.customer(id)
        var item = Item()
        let frontier = store.devicesFrontier(space)
        if !frontier.positions.isEmpty {
            var writer = ByteWriter(capacity: 128)
            space.encode(into: &writer)
            frontier.encode(into: &writer)
            item.devices = crypto.hash(writer.bytes).number
        }
        if let state = store.spaces[space], state.hash.sum != 0 {
            var writer = ByteWriter(capacity: 33)
            space.encode(into: &writer)
            writer.fixed128(state.hash.sum)
            item.states = crypto.hash(writer.bytes).number
        }
        return item
    }
}

extension [CustomerSpaceID] {
    /// The first index whose element does not satisfy `isBefore`; the array must be sorted by it.
    func partition(_ isBefore: (CustomerSpaceID) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension DocumentStore {
    /// The heads of a customer's devices in that customer's space. Those of admins follow from `shop`.
    func devicesFrontier(_ space: Space) -> Frontier {
        Frontier(frontier(space).positions.filter { isDevice($0.replica.node, of: space) })
    }

    /// Whether a node was admitted as a device of a customer.
    func isDevice(_ node: NodeID, of space: Space) -> Bool {
        membership.admissions[node]?.contains { $0.space == space && space.kind == .customer } ?? false
    }
}
