import ReplicaCRDT

extension Payload {
    /// The payload's kind in a change's or a cell's head.
    var kindByte: UInt8 {
        switch self {
        case .value: 0
        case .tally: 1
        case .amount: 2
        case .count: 3
        case .move: 4
        }
    }

    /// Appends what follows the head.
    func encodeContent(into writer: inout ByteWriter) {
        switch self {
        case .value(let value): value.encode(into: &writer)
        case .tally(let increment, let total):
            writer.signed(increment)
            writer.signed(total)
        case .amount(let amount): writer.signed(amount)
        case .count(let record):
            writer.signed(record.adjustment)
            writer.text(record.document)
        case .move(let move):
            writer.text(move.from)
            writer.text(move.to)
        }
    }

    /// Reads what follows a head of this kind.
    init(kind: UInt8, from reader: inout ByteReader) throws(DecodingFailure) {
        switch kind {
        case 0: self = .value(try Value(from: &reader))
        case 1:
            let increment = try reader.signed()
            self = .tally(increment: increment, total: try reader.signed())
        case 2: self = .amount(try reader.signed())
        case 3:
            let adjustment = try reader.signed()
            self = .count(CountRecord(adjustment: adjustment, document: try reader.text(limit: FormatLimits.idBytes)))
        case 4:
            let from = try reader.text(limit: FormatLimits.idBytes)
            self = .move(Move(from: from, to: try reader.text(limit: FormatLimits.idBytes)))
        default: throw .malformed("payload kind \(kind)", offset: reader.offset)
        }
    }
}
