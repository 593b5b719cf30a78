import ReplicaCRDT
import ReplicaDocuments

// Finding each other on a network. A beacon is 16 random bytes and HMAC-SHA-256 of them and the number of the hour under
// the discovery key of its audience:
//
//    0  16  random
//   16  32  HMAC(key, "replica beacon 1\n", random 16, hours since 1970, 8 bytes big-endian)
//
// Outsiders learn nothing from it, customers nothing of each other. One of a clock up to an hour off is accepted. What is
// heard leads to a dial of the sender's address, once per beacon; the handshake then shows who it is.
extension Gossip {
    /// Bytes of a beacon.
    package static let beaconLength = 48
    private static let hour: UInt64 = 3_600_000_000

    /// Whether this node has anybody to announce itself to.
    var hasBeacons: Bool {
        refreshKeys()
        return !discovery.ownKeys.isEmpty
    }

    func beaconIfDue() {
        guard hasBeacons, discovery.due <= now.monotonic else { return }
        discovery.due = now.monotonic + configuration.beaconInterval
        for key in discovery.ownKeys {
            var writer = ByteWriter(capacity: 16)
            writer.fixed64(random.next())
            writer.fixed64(random.next())
            _ = discovery.remember(writer.bytes)
            effects.beacons.append(writer.bytes + proof(writer.bytes, key, hour: now.wall / Self.hour))
        }
    }

    private func proof(_ part: [UInt8], _ key: [UInt8], hour: UInt64) -> [UInt8] {
        var writer = ByteWriter(capacity: 48)
        writer.raw("replica beacon 1\n".utf8)
        writer.raw(part)
        writer.fixed64(hour)
        return crypto.authenticate(writer.bytes, by: key)
    }

    func takeBeacon(_ bytes: [UInt8], from address: PeerAddress) {
        guard bytes.count == Self.beaconLength else { return }
        refreshKeys()
        let part = Array(bytes.prefix(16))
        guard !discovery.keys.isEmpty, !discovery.seen.contains(part) else { return }
        guard sessions.count < configuration.neighbours, isAuthentic(bytes, part) else { return }
        guard discovery.remember(part) else { return }
        book.add(address, node: nil, isPinned: false, due: now.monotonic)
    }

    private func isAuthentic(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        if now.monotonic - discovery.checksSince >= 1_000_000 {
            discovery.checksSince = now.monotonic
            discovery.checks = 0
        }
        let hour = now.wall / Self.hour
        let given = Array(bytes.suffix(32))
        counters.beaconsChecked += 1
        for hour in [hour, hour &- 1, hour &+ 1] {
            for key in discovery.keys {
                guard discovery.checks < configuration.beaconChecksPerSecond else { return false }
                discovery.checks += 1
                if isEqual(proof(part, key, hour: hour), given) { return true }
            }
        }
        counters.beaconsForeign += 1
        return false
    }

    private func refreshKeys() {
        guard discovery.areKeysStale else { return }
        discovery.areKeysStale = false
        discovery.keys = []
        switch store.holding {
        case .everything:
            if let key = discoveryKey(.shop, Discovery.admins) { discovery.keys.append(key) }
            discovery.ownKeys = discovery.keys
            for space in store.spaces.keys.filter({ $0.kind == .customer }).sorted() {
                if let key = discoveryKey(space, Discovery.devices) { discovery.keys.append(key) }
            }
        case .customer(let id):
            if let key = discoveryKey(.customer(id), Discovery.devices) { discovery.keys.append(key) }
            discovery.ownKeys = discovery.keys
        }
    }

    private func discoveryKey(_ space: Space, _ id: String) -> [UInt8]? {
        let address = DocumentAddress(space, DocumentKey(Discovery.collection, id))
        guard let document = store.document(address),
            case .value(.bytes(let key))? = store.shown(document, Discovery.collection, Discovery.key), key.count == 32
        else { return nil }
        return key
    }
}

/// Compares in a time that does not depend on where two byte strings differ.
func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
}
