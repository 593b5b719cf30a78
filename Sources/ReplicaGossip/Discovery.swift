import ReplicaCRDT

/// What beacons need: keys, times, what was heard. The keys are documents: `discovery/admins` in `shop` and
/// `discovery/devices` in each customer's space, field `key`, 32 random bytes, written by the driver.
struct Discovery {
    /// The collection of discovery keys.
    static let collection = "discovery"
    /// The document with the admins' key, in `shop`.
    static let admins = "admins"
    /// The document with a customer's key, in its space.
    static let devices = "devices"
    /// The field.
    static let key = "key"
    /// Random parts of beacons remembered, so that one leads to one dial.
    static let remembered = 256

    /// Keys by audience, admins' first, then by space.
    var keys: [[UInt8]] = []
    /// Of these, the ones that this node's own beacons are made with.
    var ownKeys: [[UInt8]] = []
    var areKeysStale = true
    /// When the next own beacons are due.
    var due: UInt64 = 0
    /// Random parts heard and sent, oldest first.
    var seen: [[UInt8]] = []
    var checks = 0
    var checksSince: UInt64 = 0

    func nextDue(isActive: Bool) -> UInt64? { isActive ? due : nil }

    /// Takes note of a random part; false if it was heard before.
    mutating func remember(_ part: [UInt8]) -> Bool {
        guard !seen.contains(part) else { return false }
        if seen.count >= Self.remembered { seen.removeFirst() }
        seen.append(part)
        return true
    }
}
