import ReplicaCRDT

extension PlainValue where Self: FixedWidthInteger {
    init?(stored: Value) {
        switch stored {
        case .integer(let value): self.init(exactly: value)
        case .real(let value): self.init(exactly: value)
        case .null, .bool, .text, .bytes, .list, .map: return nil
        }
    }

    var stored: Value? { Int64(exactly: self).map(Value.integer) }
}

extension Int: PlainValue {}
extension Int8: PlainValue {}
extension Int16: PlainValue {}
extension Int32: PlainValue {}
extension Int64: PlainValue {}
extension Int128: PlainValue {}
extension UInt: PlainValue {}
extension UInt8: PlainValue {}
extension UInt16: PlainValue {}
extension UInt32: PlainValue {}
extension UInt64: PlainValue {}
extension UInt128: PlainValue {}

extension Double: PlainValue {
    init?(stored: Value) {
        switch stored {
        case .real(let value): self = value
        case .integer(let value):
            guard let value = Double(exactly: value) else { return nil }
            self = value
        case .null, .bool, .text, .bytes, .list, .map: return nil
        }
    }

    var stored: Value? { isFinite ? .real(self == 0 ? 0 : self) : nil }
}

extension Float: PlainValue {
    init?(stored: Value) {
        guard let double = Double(stored: stored), Float(double).isFinite else { return nil }
        self.init(double)
    }

    var stored: Value? { Double(self).stored }
}
