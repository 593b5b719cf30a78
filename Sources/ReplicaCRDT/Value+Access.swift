extension Value {
    /// The integer; nil for other values.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    /// The text; nil for other values.
    public var text: String? { if case .text(let value) = self { value } else { nil } }
    /// The bytes; nil for other values.
    public var bytes: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
    /// The list; nil for other values.
    public var list: [Value]? { if case .list(let value) = self { value } else { nil } }
}
