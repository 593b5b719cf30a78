/// One JSON value (RFC 8259), as the HTTP interface, the feed and the command line exchange it.
///
/// Three decisions set it apart from Foundation's:
/// - **Order is kept.** An object is a list of members, so that the same answer is the same bytes on every node and in every test.
/// - **Nothing is rounded in silence.** A number without fraction and exponent is an `Int64` or it is refused: money and counters
///   never pass through a `Double`.
/// - **Strings are their bytes.** Swift compares strings by canonical equivalence ("é" equals "e" with an accent); here two
///   strings, and two keys, are equal only if their UTF-8 is.
package enum JSON: Sendable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool(Bool)
    /// A number written without fraction and exponent.
    case integer(Int64)
    /// A number written with a fraction or an exponent. Infinity and NaN have no JSON form and are written as `null`.
    case number(Double)
    /// A string.
    case string(String)
    /// A list of values.
    case array([JSON])
    /// A list of named values, in order.
    case object(JSONObject)
}

extension JSON: Equatable {
    /// Equality of the written form: an integer never equals a number, strings compare by bytes, members by order.
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        case (.null, _), (.bool, _), (.integer, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }
}

extension JSON: CustomStringConvertible {
    /// The compact text of the value.
    package var description: String { String(decoding: encoded(), as: UTF8.self) }
}
