import ReplicaCRDT
import ReplicaDocuments

/// What the author of a count saw of a counter at the scan; movements that arrive between scan and count are added on top.
public struct CounterSnapshot: Hashable, Sendable {
    let scan: CounterScan

    init(_ scan: CounterScan) { self.scan = scan }

    /// Reads what `token` writes.
    public init?(token: String) {
        guard let bytes = [UInt8](hexadecimalText: token), bytes.count > 16 else { return nil }
        var reader = ByteReader(bytes)
        do {
            let high = try reader.fixed64()
            let bits = UInt128(high) << 64 | UInt128(try reader.fixed64())
            var dots: [Dot] = []
            for _ in 0..<(try reader.count(limit: 4_096)) { dots.append(try Dot(from: &reader)) }
            try reader.finish()
            scan = CounterScan(withoutCount: Int128(bitPattern: bits), counts: dots)
        } catch {
            return nil
        }
    }

    /// An opaque token for forms and URLs.
    public var token: String {
        var writer = ByteWriter(capacity: 64)
        let bits = UInt128(bitPattern: scan.withoutCount)
        writer.fixed64(UInt64(truncatingIfNeeded: bits >> 64))
        writer.fixed64(UInt64(truncatingIfNeeded: bits))
        writer.count(scan.counts.count)
        for dot in scan.counts { dot.encode(into: &writer) }
        return writer.bytes.hexadecimalText
    }
}
