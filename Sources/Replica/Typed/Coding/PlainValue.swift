import Foundation
import ReplicaCRDT

/// A type that is one plain `Value`, and not made of others.
protocol PlainValue {
    /// Reads a value; nil if it is another kind of value, or does not fit.
    init?(stored: Value)

    /// The value; nil if it can't be represented: a number beyond 64 bits, one that is not finite.
    var stored: Value? { get }
}

extension Bool: PlainValue {
    init?(stored: Value) {
        guard case .bool(let value) = stored else { return nil }
        self = value
    }

    var stored: Value? { .bool(self) }
}

extension String: PlainValue {
    init?(stored: Value) {
        guard case .text(let value) = stored else { return nil }
        self = value
    }

    var stored: Value? { .text(self) }
}

extension Array: PlainValue where Element == UInt8 {
    init?(stored: Value) {
        guard case .bytes(let value) = stored else { return nil }
        self = value
    }

    var stored: Value? { .bytes(self) }
}

extension Data: PlainValue {
    init?(stored: Value) {
        guard case .bytes(let value) = stored else { return nil }
        self.init(value)
    }

    var stored: Value? { .bytes([UInt8](self)) }
}

/// A date is a whole number of microseconds since 1970, the nearest one: no `Double` depends on when it was read.
extension Date: PlainValue {
    init?(stored: Value) {
        guard case .integer(let microseconds) = stored else { return nil }
        self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }

    var stored: Value? {
        Int64(exactly: (timeIntervalSince1970 * 1_000_000).rounded()).map(Value.integer)
    }
}
