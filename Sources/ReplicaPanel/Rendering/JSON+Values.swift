import Replica
import ReplicaShop

/// A value of the store; within `JSON` the plain name means something else.
typealias FieldValue = Value

/// How values of the node and the shop are written in the interface.
extension JSON {
    /// A number without a sign; beyond 64 signed bits, which none of ours reaches, the largest that can be written.
    init(_ number: UInt64) { self = .integer(Int64(clamping: number)) }

    /// A count.
    init(_ number: Int) { self = .integer(Int64(number)) }

    /// A text, or `null`.
    init(_ text: String?) { self = text.map { .string($0) } ?? .null }

    /// A whole number, or `null`.
    init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }

    /// `{"minor", "currency"}`.
    init(_ money: Money) { self = ["minor": .integer(money.minor), "currency": .string(money.currency.code)] }

    /// An amount, or `null`.
    init(_ money: Money?) { self = money.map { JSON($0) } ?? .null }

    /// A day, or `null`.
    init(_ day: Day?) { self = JSON(day?.description) }

    /// Percent, or `null`.
    init(_ rate: TaxRate?) { self = JSON(rate?.description) }

    /// `{"percent"}` or `{"amount"}`.
    init(_ discount: Discount) {
        switch discount {
        case .basisPoints(let points): self = ["percent": JSON(TaxRate(basisPoints: points))]
        case .amount(let money): self = ["amount": JSON(money)]
        }
    }

    /// A moment by an author's clock.
    init(microseconds: UInt64) { self = .string(TimeText.utc(microseconds: microseconds)) }

    /// A moment by this node's clock.
    init(milliseconds: Int64) {
        self = .string(
            TimeText.utc(
                microseconds: UInt64(clamping: milliseconds.multipliedReportingOverflow(by: 1000).partialValue)))
    }

    /// `{"reached", "members", "text"}`.
    init(_ reach: Reach) {
        self = ["reached": JSON(reach.reached), "members": JSON(reach.members), "text": .string(reach.description)]
    }

    /// Names a document, for people with its key.
    init(_ reference: DocumentReference, key: String? = nil) {
        self = [
            "collection": .string(reference.collection), "id": .string(reference.id),
            "space": .string(reference.space.description),
        ]
        if let key { self["key"] = .string(key) }
    }

    /// A field's value as the store keeps it; bytes as hexadecimal text. Its depth is bounded by the format.
    init(_ value: FieldValue) {
        switch value {
        case .null: self = .null
        case .bool(let truth): self = .bool(truth)
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .number(number)
        case .text(let text): self = .string(text)
        case .bytes(let bytes): self = .string(bytes.hexadecimal)
        case .list(let elements): self = .array(elements.map { JSON($0) })
        case .map(let members): self = .object(JSONObject(members.map { ($0.key, JSON($0.value)) }))
        }
    }
}
