/// A stock-take of one place: when it began, and what was scanned in it.
struct StockTake: Sendable, Equatable {
    /// The place that is counted; empty for the shop itself.
    let place: String
    /// When it began, microseconds since 1970.
    let startedAtMicroseconds: UInt64
    /// By product.
    var items: [String: StockTakeItem] = [:]

    /// The bytes to keep, without the items.
    var bytes: [UInt8] {
        (["place": .string(place), "startedAt": JSON(startedAtMicroseconds)] as JSON).encoded()
    }

    /// One that begins.
    init(place: String, startedAtMicroseconds: UInt64) {
        self.place = place
        self.startedAtMicroseconds = startedAtMicroseconds
    }

    /// Reads what ``bytes`` wrote; nil for anything else.
    init?(bytes: [UInt8]) {
        guard let json = try? JSON.decode(bytes), let place = json["place"]?.stringValue,
            let started = json["startedAt"]?.integerValue
        else { return nil }
        self.init(place: place, startedAtMicroseconds: UInt64(clamping: started))
    }
}
