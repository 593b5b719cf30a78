import ReplicaCRDT

/// A property whose concurrent changes add up: two tills that each sell one of ten leave eight.
///
/// Change it with `+=` and `-=` inside an update; what is written is the difference, at most 2^40 in one transaction. Assigning
/// another counter in its place is refused, since it could only mean to overwrite what others have added. A new
/// document's counter starts at the value it is inserted with. The schema must declare the field a counter, and only admins
/// change one.
public struct Counter: Hashable, Sendable {
    /// What the node showed when the document was read.
    let base: Int128
    /// What has been added to this copy since.
    private(set) var change: Int128

    /// A counter that starts at `value`.
    public init(_ value: Int = 0) {
        base = 0
        change = Int128(value)
    }

    init(base: Int128) {
        self.base = base
        change = 0
    }

    /// What the counter shows, exactly: a sum of many 64-bit amounts may need more than 64 bits.
    public var level: Int128 { base + change }

    /// What the counter shows; the nearest `Int` if it is beyond 64 bits.
    public var value: Int { Int(clamping: level) }

    /// Adds.
    public static func += (counter: inout Counter, amount: Int) { counter.change += Int128(amount) }

    /// Subtracts.
    public static func -= (counter: inout Counter, amount: Int) { counter.change -= Int128(amount) }

    /// Whether both show the same.
    public static func == (left: Counter, right: Counter) -> Bool { left.level == right.level }

    public func hash(into hasher: inout Hasher) { hasher.combine(level) }
}

extension Counter: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}

extension Counter: CustomStringConvertible {
    /// The level in decimal digits.
    public var description: String { level.description }
}

extension Counter: Codable {
    /// Reads a whole number; for other encodings than the node's own.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int.self))
    }

    /// Writes what the counter shows as a whole number, clamped to 64 bits; for other encodings than the node's own.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Counter: DocumentField {
    init(_ field: StoredField) throws {
        switch field.shown {
        case .level(let level)?: self.init(base: level)
        case nil: self.init(base: 0)
        case .value?, .state?: throw field.mismatch(Counter.self, "the stored field is no counter")
        }
    }

    func content() throws -> FieldContent { .counter(self) }
}
