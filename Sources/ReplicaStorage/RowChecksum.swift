/// A 64-bit checksum over the columns of a row. SQLite has none: of 7 flipped bits in a file it reported none.
///
/// The state takes in one 64-bit word at a time by `state = mix((state ^ word) * odd)`, where each step can be undone: so
/// two rows of the same shape that differ in a single aligned word have different sums with certainty, and any others with a chance of
/// 2^-64 of not being told apart. It finds faults, not adversaries. Blobs enter with their length first.
struct RowChecksum {
    private var state: UInt64

    /// A checksum for rows of one table; `table` keeps a row from passing for one of another table.
    init(table: UInt64) { state = table &* Self.multiplier }

    /// The checksum as SQLite stores it.
    var value: Int64 { Int64(bitPattern: state) }

    /// Takes in an integer column.
    mutating func add(_ column: Int64) { add(word: UInt64(bitPattern: column)) }

    /// Takes in a blob column.
    mutating func add(_ column: [UInt8]) {
        add(word: UInt64(column.count))
        unsafe column.withUnsafeBytes { bytes in
            var offset = 0
            while bytes.count - offset >= 8 {
                add(word: UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
                offset += 8
            }
            var rest: UInt64 = 0
            for position in offset..<bytes.count { rest = rest << 8 | UInt64(unsafe bytes[position]) }
            if offset < bytes.count { add(word: rest) }
        }
    }

    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    private mutating func add(word: UInt64) {
        state = (state ^ word) &* Self.multiplier
        state ^= state >> 32
    }
}
