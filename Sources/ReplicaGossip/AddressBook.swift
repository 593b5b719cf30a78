import ReplicaCRDT

/// Where peers may be dialled, and when next. In memory; what answered is told to the driver, which keeps it. Bounded: at
/// the limit the address that failed most often goes, and one that nobody asked for by hand.
struct AddressBook {
    struct Entry {
        /// Who should answer; nil if unknown.
        var node: NodeID?
        var failures = 0
        var nextDial: UInt64
        var isDialling = false
        /// Given by a person, an invitation or the driver's own book, and not heard of on the network.
        var isPinned: Bool
    }

    /// Addresses kept.
    static let limit = 256
    /// Dials of an address heard of on the network that fail in a row before it is forgotten.
    static let failures = 60

    private(set) var entries: [PeerAddress: Entry] = [:]

    /// Takes an address in; dialled at `due`. What is known already is only corrected.
    mutating func add(_ address: PeerAddress, node: NodeID?, isPinned: Bool, due: UInt64) {
        if var entry = entries[address] {
            entry.node = node ?? entry.node
            entry.isPinned = entry.isPinned || isPinned
            if entry.nextDial > due { entry.nextDial = due }
            entries[address] = entry
            return
        }
        if entries.count >= Self.limit {
            let worst = entries.filter { !$0.value.isPinned || isPinned }.max {
                ($0.value.isPinned ? 0 : 1, $0.value.failures, $0.key)
                    < ($1.value.isPinned ? 0 : 1, $1.value.failures, $1.key)
            }
            guard let worst, isPinned || worst.value.failures > 0 else { return }
            entries[worst.key] = nil
        }
        entries[address] = Entry(node: node, nextDial: due, isPinned: isPinned)
    }

    /// The addresses that are due, in order; they count as being dialled from now on. `isWanted` tells whether a node may
    /// be dialled; at most one address of a node at a time.
    mutating func takeDue(at now: UInt64, isWanted: (NodeID?, PeerAddress) -> Bool) -> [(PeerAddress, NodeID?)] {
        var taken: [(PeerAddress, NodeID?)] = []
        var busy = self.busy
        let due = entries.filter { address, entry in
            entry.nextDial <= now && !entry.isDialling && isWanted(entry.node, address)
        }
        for (address, entry) in due.sorted(by: { $0.key < $1.key }) {
            if let node = entry.node {
                guard busy.insert(node).inserted else { continue }
            }
            entries[address]!.isDialling = true
            taken.append((address, entry.node))
        }
        return taken
    }

    /// Nodes with an address that is being dialled.
    private var busy: Set<NodeID> { Set(entries.values.filter(\.isDialling).compactMap(\.node)) }

    /// When the next address is due, of those that may be dialled.
    func nextDue(isWanted: (NodeID?, PeerAddress) -> Bool) -> UInt64? {
        var next: UInt64?
        let busy = busy
        for (address, entry) in entries where !entry.isDialling && isWanted(entry.node, address) {
            if let node = entry.node, busy.contains(node) { continue }
            next = min(next ?? .max, entry.nextDial)
        }
        return next
    }

    /// A dial became a session.
    mutating func opened(_ address: PeerAddress, node: NodeID) {
        entries[address]?.isDialling = false
        entries[address]?.node = node
    }

    /// A dial failed, or its session ended: the next one waits longer.
    mutating func failed(_ address: PeerAddress, next: (Int) -> UInt64) {
        guard var entry = entries[address] else { return }
        entry.isDialling = false
        entry.failures += 1
        entry.nextDial = next(entry.failures)
        entries[address] = entry.failures >= Self.failures && !entry.isPinned ? nil : entry
    }

    /// An address has proved itself.
    mutating func settled(_ address: PeerAddress) { entries[address]?.failures = 0 }

    /// Forgets an address.
    mutating func remove(_ address: PeerAddress) { entries[address] = nil }

    /// All are due now.
    mutating func hurry(at now: UInt64) {
        for address in entries.keys {
            entries[address]!.failures = 0
            entries[address]!.nextDial = now
        }
    }
}

extension PeerAddress: Comparable {
    package static func < (left: PeerAddress, right: PeerAddress) -> Bool {
        if left.host != right.host { return left.host.lexicographicallyPrecedes(right.host) }
        return (left.port, left.scope) < (right.port, right.scope)
    }
}
