public import Replica

extension ShopSettings {
    /// The same with a clean name; throws for a name that can't stand on a bill.
    func checked() throws(ShopError) -> ShopSettings {
        var checked = self
        checked.name = try TextKind.name.clean(name)
        checked.letterhead = try letterhead?.checked()
        return checked
    }
}

extension ShopNode {
    /// The shop's settings; on a customer's node those that the customer was told.
    public func settings() async throws -> ShopSettings {
        try await node.read { try $0.settings() }
    }

    /// Writes the settings. They hold for what is issued from then on; customers' nodes hear them with the next change of their
    /// profile.
    public func setUp(
        _ settings: ShopSettings, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<ShopSettings> {
        let settings = try settings.checked()
        return try await act("change the shop's settings", as: user, operation) { transaction, _ in
            try transaction.write(settings)
            _ = try transaction.ownSeries()
            _ = try transaction.walkIn()
            return settings
        }
    }

    /// Claims this replica's number series at once, so that every later backup of this directory tells of it.
    func claimSeries() async throws {
        guard node.isAdmin else { return }
        _ = try await node.write { transaction in
            if !transaction.series.isEmpty { _ = try transaction.ownSeries() }
            return true
        }
    }
}

extension Transaction {
    mutating func write(_ settings: ShopSettings) throws {
        for (name, value) in settings.values { try put(ShopSettings.reference, name, value) }
    }

    /// Writes a register if it shows another value; with `seen`, in any case.
    mutating func put(
        _ reference: DocumentReference, _ path: String, _ value: Value, seen: SeenEntries? = nil
    ) throws {
        if seen == nil, document(reference)?[path] ?? .null == value { return }
        try set(reference, path, to: value, seen: seen)
    }
}
