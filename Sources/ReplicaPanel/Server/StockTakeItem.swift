/// A product in a stock-take, as it is kept: what was counted, and what this node knew when it was scanned.
struct StockTakeItem: Sendable, Equatable {
    /// The product's id.
    let product: String
    /// What was counted; nil while it was only scanned.
    var counted: Int64?
    /// What a count sends along: movements that it had not seen come on top.
    let scan: String
    /// The level at the place at the scan; not shown before the review.
    let level: Int64
    /// When it was scanned, microseconds since 1970.
    let scannedAtMicroseconds: UInt64
    /// The action that applies this count; another one for another number, so that applying twice counts once.
    var operation: String
    /// The latest steps that were added, so that one that is sent again after a lost answer counts once.
    var steps: [String] = []

    /// How many steps are remembered.
    private static let rememberedSteps = 16

    /// Adds to what was counted, once for a step; never below zero.
    mutating func add(_ quantity: Int64, step: String) {
        guard !steps.contains(step) else { return }
        steps = Array((steps + [step]).suffix(Self.rememberedSteps))
        counted = max(0, (counted ?? 0).addingReportingOverflow(quantity).partialValue)
    }

    /// The bytes to keep.
    var bytes: [UInt8] {
        var json: JSON = [
            "product": .string(product), "scan": .string(scan), "level": .integer(level),
            "scannedAt": JSON(scannedAtMicroseconds), "operation": .string(operation),
        ]
        if let counted { json["counted"] = .integer(counted) }
        if !steps.isEmpty { json["steps"] = .array(steps.map { .string($0) }) }
        return json.encoded()
    }

    /// An item from its parts.
    init(product: String, scan: String, level: Int64, scannedAtMicroseconds: UInt64, operation: String) {
        self.product = product
        self.scan = scan
        self.level = level
        self.scannedAtMicroseconds = scannedAtMicroseconds
        self.operation = operation
    }

    /// Reads what ``bytes`` wrote; nil for anything else.
    init?(bytes: [UInt8]) {
        guard let json = try? JSON.decode(bytes), let product = json["product"]?.stringValue,
            let scan = json["scan"]?.stringValue, let level = json["level"]?.integerValue,
            let scanned = json["scannedAt"]?.integerValue, let operation = json["operation"]?.stringValue
        else { return nil }
        self.init(
            product: product, scan: scan, level: level, scannedAtMicroseconds: UInt64(clamping: scanned),
            operation: operation)
        counted = json["counted"]?.integerValue
        steps = json["steps"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
}
