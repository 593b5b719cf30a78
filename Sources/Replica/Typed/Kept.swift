import ReplicaCRDT

/// A register that shows what a tie discarded: of two nodes that wrote it while apart, one value holds, and the other is kept here
/// until somebody writes the property again.
public struct Kept<Wrapped: Codable & Sendable>: Sendable {
    /// What the property shows. Assigning another value writes it and lets the losers go; assigning an equal one writes nothing:
    /// use `settle(on:)` for that.
    public var value: Wrapped
    /// What concurrent authors wrote and the tie discarded, in a fixed order; equal values of different authors stand there
    /// once each.
    public private(set) var losers: [Wrapped]
    /// How many losers hold something that this type can't represent.
    public private(set) var unreadableLosers: Int
    private var isSettled = false

    /// A property that nobody has written yet.
    public init(_ value: Wrapped) {
        self.value = value
        losers = []
        unreadableLosers = 0
    }

    /// Whether anything was discarded.
    public var isContested: Bool { !losers.isEmpty || unreadableLosers > 0 }

    /// Decides: writes `value` even if it is the one shown, so that the losers go, on all nodes.
    public mutating func settle(on value: Wrapped) {
        self.value = value
        losers = []
        unreadableLosers = 0
        isSettled = true
    }
}

extension Kept: Equatable where Wrapped: Equatable {
    /// Whether both show the same value and the same losers.
    public static func == (left: Kept, right: Kept) -> Bool {
        left.value == right.value && left.losers == right.losers && left.unreadableLosers == right.unreadableLosers
    }
}

extension Kept: Codable {
    /// Reads the value alone; for other encodings than the node's own.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Wrapped.self))
    }

    /// Writes the value alone; for other encodings than the node's own.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Kept: DocumentField {
    init(_ field: StoredField) throws {
        switch field.shown {
        case .value(let value)?: self.value = try ValueDecoder.decode(value, at: field.codingPath)
        case nil: self.value = try ValueDecoder.decode(field.template?.value ?? .null, at: field.codingPath)
        case .level?, .state?: throw field.mismatch(Self.self, "the stored field is no register")
        }
        let stored = field.losers
        losers = stored.compactMap { try? ValueDecoder.decode($0, at: field.codingPath) }
        unreadableLosers = stored.count - losers.count
    }

    func content() throws -> FieldContent {
        let part = try EncodingNode.part(value, depth: 0, at: [])
        return .kept(try part.value(at: []), isSettled: isSettled)
    }
}
