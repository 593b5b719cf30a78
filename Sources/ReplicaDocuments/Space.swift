package import ReplicaCRDT

/// The unit of replication and of permission.
public enum Space: Hashable, Sendable {
    /// Admin members and rules; every member reads it.
    case staff
    /// Products, stock, drafts, movements, people; admins only.
    case shop
    /// One customer's bills, payments and devices; admins and that customer's devices. The id is random.
    case customer(CustomerSpaceID)

    /// Which kind of space this is.
    public var kind: SpaceKind {
        switch self {
        case .staff: .staff
        case .shop: .shop
        case .customer: .customer
        }
    }

    /// One byte for the kind; a customer's space has 16 more.
    package func encode(into writer: inout ByteWriter) {
        writer.byte(kind.rawValue)
        if case .customer(let id) = self {
            writer.fixed64(id.high)
            writer.fixed64(id.low)
        }
    }

    /// Reads a space.
    package init(from reader: inout ByteReader) throws(DecodingFailure) {
        let start = reader.offset
        switch SpaceKind(rawValue: try reader.byte()) {
        case .staff: self = .staff
        case .shop: self = .shop
        case .customer:
            let high = try reader.fixed64()
            self = .customer(CustomerSpaceID(high: high, low: try reader.fixed64()))
        case nil: throw .malformed("space", offset: start)
        }
    }

    /// The canonical bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 17)
        encode(into: &writer)
        return writer.bytes
    }

    /// A space from its canonical bytes.
    package init(bytes: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        try self.init(from: &reader)
        try reader.finish()
    }
}

extension Space: Comparable {
    public static func < (left: Space, right: Space) -> Bool {
        switch (left, right) {
        case (.customer(let a), .customer(let b)): a < b
        case (_, _): left.kind.rawValue < right.kind.rawValue
        }
    }
}

extension Space: CustomStringConvertible {
    /// `staff`, `shop` or `customer/<32 hexadecimal digits>`.
    public var description: String {
        switch self {
        case .staff: "staff"
        case .shop: "shop"
        case .customer(let id): "customer/\(id)"
        }
    }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        switch text {
        case "staff": self = .staff
        case "shop": self = .shop
        default:
            guard text.hasPrefix("customer/"), let id = CustomerSpaceID(String(text.dropFirst(9))) else { return nil }
            self = .customer(id)
        }
    }
}
