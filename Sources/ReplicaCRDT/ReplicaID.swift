/// Names one writer: a node and a random incarnation. A restored or cloned node goes on as a new incarnation.
package struct ReplicaID: Hashable, Comparable, Sendable {
    /// The installation that writes.
    package let node: NodeID
    /// Random; new after a restore, a clone or a roll-back of the disk.
    package let incarnation: UInt64

    /// A replica from its parts.
    package init(node: NodeID, incarnation: UInt64) {
        self.node = node
        self.incarnation = incarnation
    }

    package static func < (left: ReplicaID, right: ReplicaID) -> Bool {
        left.node == right.node ? left.incarnation < right.incarnation : left.node < right.node
    }

    /// 24 bytes: node, incarnation, big-endian.
    package var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 24)
        encode(into: &writer)
        return writer.bytes
    }

    /// Writes `bytes`.
    package func encode(into writer: inout ByteWriter) {
        writer.fixed64(node.high)
        writer.fixed64(node.low)
        writer.fixed64(incarnation)
    }

    /// Reads 24 bytes.
    package init(from reader: inout ByteReader) throws(DecodingFailure) {
        let high = try reader.fixed64()
        let low = try reader.fixed64()
        self.init(node: NodeID(high: high, low: low), incarnation: try reader.fixed64())
    }
}

extension ReplicaID: CustomStringConvertible {
    /// Node and incarnation in hexadecimal, with a dot between.
    package var description: String { "\(node).\(hexadecimal(incarnation))" }
}
