import ReplicaCRDT
import ReplicaDocuments

extension Holding {
    /// 00, or 01 and the customer's space, 16 bytes.
    func encode(into writer: inout ByteWriter) {
        switch self {
        case .everything: writer.byte(0)
        case .customer(let id):
            writer.byte(1)
            writer.fixed64(id.high)
            writer.fixed64(id.low)
        }
    }

    /// Reads what `encode` wrote.
    init(from reader: inout ByteReader) throws(DecodingFailure) {
        guard try reader.flag() else {
            self = .everything
            return
        }
        let high = try reader.fixed64()
        self = .customer(CustomerSpaceID(high: high, low: try reader.fixed64()))
    }
}
