// A QR code (ISO/IEC 18004) is a square of dark and light modules that a camera reads. libqrencode does the work: the bytes, their
// error correction and the mask that keeps large areas of one colour away. This file is the only one that calls it.

import CQREncode

/// The square of modules that stands for a text.
///
/// Error correction is of level M: it can still be read with a seventh of it hidden, by a reflection on the screen or a folded paper.
package struct QRCode: Hashable, Sendable {
    /// The most bytes of a text: version 40, level M, byte mode (ISO/IEC 18004:2015, table 7).
    package static let maximumBytes = 2_331
    /// How many light modules belong on every side of it (ISO/IEC 18004:2015, 6.3.8).
    package static let quietZone = 4

    /// How many modules a side has, without the quiet zone.
    package let size: Int
    /// Row by row, from the top left; true is dark.
    private let modules: [Bool]

    /// The code of a text's UTF-8 bytes.
    package init(_ text: String) throws(QRCodeError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Self.maximumBytes else { throw .tooLong(bytes: bytes.count) }
        // The library copies the bytes before it returns, and what it returns is ours until it is freed here.
        let code = unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        guard let code = unsafe code else { throw .outOfMemory }
        defer { unsafe QRcode_free(code) }
        size = unsafe Int(code.pointee.width)
        // Of each byte, the lowest bit says whether the module is dark; the others are notes of the library.
        modules = unsafe UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
    }

    /// Whether a module is dark. Outside the square, in the quiet zone, all are light.
    package func isDark(row: Int, column: Int) -> Bool {
        guard (0..<size).contains(row), (0..<size).contains(column) else { return false }
        return modules[row * size + column]
    }

    /// Its rows from top to bottom, a `1` for each dark module and a `0` for each light one.
    package var rows: [String] {
        (0..<size).map { row in String((0..<size).map { isDark(row: row, column: $0) ? "1" : "0" }) }
    }
}
